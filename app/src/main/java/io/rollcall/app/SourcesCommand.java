package io.rollcall.app;

import io.rollcall.app.text.Explanation;
import io.rollcall.app.text.Json;
import io.rollcall.options.Description;
import io.rollcall.options.JsonSchema;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall sources}: the source definitions there are. */
@Command(
        name = "sources",
        description = "Shows, makes, checks and tries source definitions.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SourcesCommand.ListCommand.class,
            SourcesCommand.ShowCommand.class,
            SourcesLintCommand.class,
            SourcesTryCommand.class,
            SourcesNewCommand.class,
            SourcesRecordCommand.class,
            SourcesTestCommand.class,
            SourcesDocsCommand.class,
            SourcesCommand.SchemaCommand.class
        })
final class SourcesCommand {

    /** {@code rollcall sources list}. */
    @Command(name = "list", description = "Lists them with their streams.", mixinStandardHelpOptions = true)
    static final class ListCommand implements Runnable {

        @Option(names = "--json", description = "Print a JSON array.")
        private boolean json;

        @Override
        public void run() {
            if (json) {
                System.out.println(Json.write(Definitions.shipped().all().stream()
                        .map(ListCommand::row)
                        .toList()));
            } else {
                Definitions.shipped()
                        .all()
                        .forEach(definition -> System.out.println(
                                definition.name() + ": " + String.join(", ", definition.streamNames())));
            }
        }

        private static Map<String, Object> row(Definition definition) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", definition.name());
            row.put("title", definition.title());
            row.put("streams", definition.streamNames());
            return row;
        }
    }

    /** {@code rollcall sources schema}. */
    @Command(
            name = "schema",
            description = "Prints the JSON schema of definitions, for editors.",
            mixinStandardHelpOptions = true)
    static final class SchemaCommand implements Runnable {
        @Override
        public void run() {
            System.out.println(schema());
        }

        static String schema() {
            return Json.write(JsonSchema.of("Rollcall source definition", Description.of(Definitions.reader())));
        }
    }

    /** {@code rollcall sources show}. */
    @Command(name = "show", description = "Shows one of them.", mixinStandardHelpOptions = true)
    static final class ShowCommand implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Its name.")
        private String name = "";

        @Override
        public Integer call() {
            Definitions definitions = Definitions.shipped();
            Optional<Definition> found = definitions.find(name);
            if (found.isEmpty()) {
                System.err.println("rollcall: " + definitions.unknown(name));
                return Explanation.USAGE;
            }
            Definition definition = found.get();
            System.out.println(definition.name() + ": " + definition.title());
            System.out.println(definition.summary());
            System.out.println("Streams:");
            definition.streams().forEach((stream, parts) -> System.out.println("  " + stream + ": " + parts.title()));
            System.out.println("Keys of an account that uses it:");
            Description.of(definition::readOptions)
                    .forEach(key -> System.out.println(
                            "  " + key.key() + (key.isRequired() ? " (required)" : "") + ": " + key.documentation()));
            return 0;
        }
    }
}
