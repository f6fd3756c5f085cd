package io.rollcall.app;

import io.rollcall.app.text.Json;
import io.rollcall.sinks.Sinks;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall sinks}: the kinds of sinks there are. */
@Command(
        name = "sinks",
        description = "Shows the kinds of sinks there are.",
        mixinStandardHelpOptions = true,
        subcommands = SinksCommand.ListCommand.class)
final class SinksCommand {

    /** {@code rollcall sinks list}. */
    @Command(name = "list", description = "Lists them.", mixinStandardHelpOptions = true)
    static final class ListCommand implements Runnable {
        @Option(names = "--json", description = "Print a JSON array.")
        private boolean json;

        @Override
        public void run() {
            if (json) {
                System.out.println(Json.write(Sinks.all().stream()
                        .map(sink -> Map.of(
                                "name", sink.name(),
                                "documentation", sink.documentation(),
                                "receipt", sink.receipt()))
                        .toList()));
            } else {
                Sinks.all()
                        .forEach(sink -> System.out.println(
                                sink.name() + ": " + sink.documentation() + " Receipt: " + sink.receipt() + "."));
            }
        }
    }
}
