package io.rollcall.app;

import io.rollcall.sinks.Sinks;
import picocli.CommandLine.Command;

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
        @Override
        public void run() {
            Sinks.all().forEach(sink -> System.out.println(sink.name() + ": " + sink.documentation()));
        }
    }
}
