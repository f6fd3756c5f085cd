package io.rollcall.app;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.Durations;
import io.rollcall.sinks.spool.Route;
import io.rollcall.sources.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
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
        ExecutorService fetchers = Executors.newCachedThreadPool();
        try (Sources sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID);
                Sink sink = target.getValue().factory().open(Environment.surroundings(clock))) {
            sources.keepRefreshTokens(new TokenFiles(configuration.tokens()));
            List<Resending.Member> members = members(configuration, sources, wanted);
            requireRemembered(members);
            Resending resending = new Resending(
                    folder(configuration, target.getKey()),
                    new Window(from, to),
                    new SelectiveSink(sink, selection(target.getValue().route(), members)),
                    new DeadLetterFile(configuration.deadLetters()).of(target.getKey()),
                    Duration.ofSeconds(patienceSeconds),
                    clock);
            Resending.Result result = resending.run(
                    members, fetchers, share -> meter.ifPresent(line -> line.show("read again", Math.min(1, share))));
            meter.ifPresent(MeterLine::done);
            report(target.getKey(), result);
            return result.incomplete().isEmpty() ? 0 : 1;
        } finally {
            fetchers.shutdownNow();
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

    private static List<Resending.Member> members(Configuration configuration, Sources sources, Set<StreamId> wanted) {
        List<Resending.Member> members = new ArrayList<>();
        configuration
                .accounts()
                .forEach((name, account) -> account.ids(name)
                        .filter(wanted::contains)
                        .forEach(id -> members.add(new Resending.Member(
                                id, sources.open(account.definition(), id.stream(), account.options())))));
        return members;
    }

    /** What an API has forgotten must not look as if nothing had happened. */
    private void requireRemembered(List<Resending.Member> members) {
        for (Resending.Member member : members) {
            Duration retention = member.source().traits().retention();
            Instant horizon = clock.now().minus(retention);
            if (from.isBefore(horizon)) {
                throw choice.mistake("--from (" + from + ") is before what the API of " + member.id() + " remembers ("
                        + Durations.format(retention) + "); the earliest is " + horizon + ".");
            }
        }
    }

    /** What the sink is given: records of its route; of streams that are followed, which do not stop at the period's end, those in it. */
    private Predicate<Delivery> selection(Route route, List<Resending.Member> members) {
        Window period = new Window(from, to);
        Map<StreamId, SourceTraits> traits = new LinkedHashMap<>();
        members.forEach(member -> traits.put(member.id(), member.source().traits()));
        return delivery -> delivery.kind() != Delivery.Kind.NOTICE
                && route.takes(delivery)
                && (period.contains(delivery.time())
                        || !Objects.requireNonNull(traits.get(delivery.stream()), "a stream of these")
                                .hasPosition());
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
