package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.text.Json;
import io.rollcall.options.Declaration;
import io.rollcall.options.Description;
import io.rollcall.options.JsonSchema;
import io.rollcall.options.MarkdownReference;
import io.rollcall.sources.definition.Definitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code rollcall config}: the keys of the configuration file. */
@Command(
        name = "config",
        description = "Describes the configuration file.",
        mixinStandardHelpOptions = true,
        subcommands = {ConfigCommand.SchemaCommand.class, ConfigCommand.ReferenceCommand.class})
final class ConfigCommand {

    static List<Declaration> declarations() {
        return Description.of(Configuration.reader(Path.of(""), Definitions.shipped(), Map.of()));
    }

    /** {@code rollcall config schema}. */
    @Command(name = "schema", description = "Prints its JSON schema, for editors.", mixinStandardHelpOptions = true)
    static final class SchemaCommand implements Runnable {
        @Override
        public void run() {
            System.out.println(schema());
        }

        static String schema() {
            return Json.write(JsonSchema.of("Rollcall configuration", declarations()));
        }
    }

    /** {@code rollcall config reference}. */
    @Command(
            name = "reference",
            description = "Prints the reference of all keys, in Markdown.",
            mixinStandardHelpOptions = true)
    static final class ReferenceCommand implements Runnable {
        @Override
        public void run() {
            System.out.print(MarkdownReference.of(declarations()));
        }
    }
}
