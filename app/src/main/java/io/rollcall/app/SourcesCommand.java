package io.rollcall.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.io.StringWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall sources}: the source definitions there are. */
@Command(
        name = "sources",
        description = "Shows the source definitions there are.",
        mixinStandardHelpOptions = true,
        subcommands = SourcesCommand.ListCommand.class)
final class SourcesCommand {

    /** {@code rollcall sources list}. */
    @Command(name = "list", description = "Lists them with their streams.", mixinStandardHelpOptions = true)
    static final class ListCommand implements Runnable {

        @Option(names = "--json", description = "Print a JSON array.")
        private boolean json;

        @Override
        public void run() {
            for (String line : json ? java.util.List.of(asJson()) : asText()) {
                System.out.println(line);
            }
        }

        private static java.util.List<String> asText() {
            return Definitions.shipped().all().stream()
                    .map(definition -> definition.name() + ": " + String.join(", ", definition.streamNames()))
                    .toList();
        }

        private static String asJson() {
            StringWriter out = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.writeStartArray();
                for (Definition definition : Definitions.shipped().all()) {
                    json.writeStartObject();
                    json.writeStringField("name", definition.name());
                    json.writeArrayFieldStart("streams");
                    for (String stream : definition.streamNames()) {
                        json.writeString(stream);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }
                json.writeEndArray();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("writing to memory does not fail", e);
            }
            return out.toString();
        }
    }
}
