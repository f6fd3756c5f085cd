package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Destinations;
import io.rollcall.app.config.Environment;
import io.rollcall.app.delivery.SelectiveSink;
import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.app.older.Rereading;
import io.rollcall.app.older.Resending;
import io.rollcall.app.text.Json;
import io.rollcall.app.text.MeterLine;
import io.rollcall.app.text.Times;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sinks.several.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall resend}: reads a period again and sends all of it to a sink whose copy was lost. */
@Command(
        name = "resend",
        description = {
            "Reads a period again and sends all of it to one sink, whose copy was lost. Changes nothing else, and may run beside",
            "'rollcall run', but has its own count of the API's limit. Started again with the same options it goes on where it stopped."
        },
        mixinStandardHelpOptions = true)
final class ResendCommand implements Callable<Integer> {

    @Mixin
    private final StreamChoice choice = new StreamChoice();

    @Option(names = "--sink", paramLabel = "NAME", description = "Which of several sinks.")
    private Optional<String> sinkName = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            converter = Times.class,
            description =
                    "The period's beginning, by the time the API is asked by, for example 2026-03-01 or 2026-03-01T06:00:00Z.")
    private Instant from = Instant.EPOCH;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            required = true,
            converter = Times.class,
            description = "The period's end.")
    private Instant to = Instant.EPOCH;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to go on trying a source or sink in trouble (default: ${DEFAULT-VALUE}).")
    private long patienceSeconds;

    @Option(names = "--json", description = "Print one JSON object at the end.")
    private boolean json;

    private final Clock clock = new SystemClock();
    private final Optional<MeterLine> meter = MeterLine.ofThisProcess();

    @Override
    public Integer call() throws Exception {
        Configuration configuration = choice.configuration();
        if (!from.isBefore(to) || to.isAfter(clock.now())) {
            throw choice.mistake("--from (" + from + ") must be before --to (" + to + "), and that not in the future.");
        }
        Map.Entry<String, Destinations.Target> target =
                choice.read(() -> configuration.destinations().choose(sinkName));
        Set<StreamId> wanted = wanted(configuration, target);
        try (Rereading rereading = new Rereading(configuration, wanted, new Window(from, to), clock);
                Sink sink = target.getValue().factory().open(Environment.surroundings(clock))) {
            choice.run(rereading::requireRemembered);
            Route route = target.getValue().route();
            Resending.Result result = rereading.into(
                    new SelectiveSink(sink, delivery -> route.takes(delivery) && rereading.isMeant(delivery)),
                    folder(configuration, target.getKey()),
                    new DeadLetterFile(configuration.deadLetters()).of(target.getKey()),
                    Duration.ofSeconds(patienceSeconds),
                    share -> meter.ifPresent(line -> line.show("read again", Math.min(1, share))));
            meter.ifPresent(MeterLine::done);
            report(target.getKey(), result);
            return result.incomplete().isEmpty() ? 0 : 1;
        }
    }

    private Set<StreamId> wanted(Configuration configuration, Map.Entry<String, Destinations.Target> target) {
        Set<StreamId> wanted = new HashSet<>(choice.read(() -> configuration.streams(choice.patterns())));
        wanted.removeIf(stream -> !target.getValue().route().takes(stream));
        if (wanted.isEmpty()) {
            throw choice.mistake("The sink '" + target.getKey() + "' is given none of these streams.");
        }
        return wanted;
    }

    /** A folder that the same options lead to again. */
    private Path folder(Configuration configuration, String sink) {
        return configuration
                .ledger()
                .beside(".resend-" + sink + "-" + from.getEpochSecond() + "-" + to.getEpochSecond());
    }

    private void report(String sink, Resending.Result result) {
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("sink", sink);
            members.put("events", result.events());
            members.put("dead_letters", result.deadLetters());
            members.put("complete", result.incomplete().isEmpty());
            System.out.println(Json.write(members));
        } else {
            System.out.println(result.events() + " events were read again for the sink '" + sink + "'"
                    + (result.deadLetters() > 0 ? ", " + result.deadLetters() + " of them refused for good" : ""));
        }
        result.incomplete()
                .forEach((stream, what) -> System.err.println("rollcall: " + stream + " is not complete: " + what
                        + ". The same command goes on from there."));
    }
}
