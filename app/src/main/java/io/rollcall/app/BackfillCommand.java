package io.rollcall.app;

import io.rollcall.app.collect.Assembly;
import io.rollcall.app.collect.Bookkeeping;
import io.rollcall.app.collect.OnShutdown;
import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Traits;
import io.rollcall.app.older.BackfillProgress;
import io.rollcall.app.older.BackfillRequests;
import io.rollcall.app.text.Explanation;
import io.rollcall.app.text.Json;
import io.rollcall.app.text.MeterLine;
import io.rollcall.app.text.Times;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Collector;
import io.rollcall.engine.loop.Loop;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.StoredLedger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall backfill}: has older time read, by the collector that runs, or by itself if none does. */
@Command(
        name = "backfill",
        description = {
            "Reads older time of streams than they began with, whenever nothing else is due. A collector that runs does it,",
            "within its limits; if none does, this command collects until it is done. May be stopped: it goes on with the next run."
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

    private static final int WORKERS = 8;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration TIME_TO_DRAIN = Duration.ofSeconds(30);

    @Mixin
    private final StreamChoice choice = new StreamChoice();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            converter = Times.class,
            description =
                    "From when on, for example 2026-03-01 or 2026-03-01T06:00:00Z; no further than the API remembers.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--json", description = "Print one JSON object at the end.")
    private boolean json;

    private final Clock clock = new SystemClock();
    private final Optional<MeterLine> meter = MeterLine.ofThisProcess();

    @Override
    public Integer call() throws Exception {
        Configuration configuration = choice.configuration();
        Map<StreamId, SourceTraits> streams = streams(configuration);
        BackfillRequests requests = BackfillRequests.of(configuration.ledger());
        for (StreamId stream : streams.keySet()) {
            requests.add(stream, from);
        }
        BackfillProgress progress = new BackfillProgress(streams, from, requests);
        if (configuration.ledger().isInUse()) {
            return told(configuration, streams, progress, follow(configuration, progress));
        }
        try (OnShutdown ending = new OnShutdown()) {
            return told(configuration, streams, progress, collect(configuration, progress, requests, ending));
        }
    }

    /** Tells what has come of it; the exit code. */
    private int told(
            Configuration configuration,
            Map<StreamId, SourceTraits> streams,
            BackfillProgress progress,
            boolean isComplete) {
        meter.ifPresent(MeterLine::done);
        report(configuration, streams, progress, isComplete);
        return isComplete ? 0 : 1;
    }

    private Map<StreamId, SourceTraits> streams(Configuration configuration) throws IOException {
        Map<StreamId, SourceTraits> all = Traits.of(configuration, clock);
        Map<StreamId, SourceTraits> chosen = new LinkedHashMap<>();
        for (StreamId stream : choice.read(() -> configuration.streams(choice.patterns()))) {
            SourceTraits traits = Objects.requireNonNull(all.get(stream), "each stream has traits");
            if (traits.hasPosition()) {
                throw choice.mistake(stream + " is followed by a position, which leads only forward;"
                        + " 'rollcall resend' can read it from a moment on");
            }
            chosen.put(stream, traits);
        }
        return chosen;
    }

    /** Watches the collector that runs. */
    private boolean follow(Configuration configuration, BackfillProgress progress)
            throws IOException, InterruptedException {
        say("the collector that runs reads it; stopping this command does not stop it");
        while (configuration.ledger().isInUse()) {
            try (StoredLedger ledger = configuration.ledger().view()) {
                if (show(progress, progress.look(ledger::state))) {
                    return true;
                }
            }
            clock.sleep(LOOK_EVERY);
        }
        say("the collector has ended; the next run goes on with the backfill");
        return false;
    }

    /** Collects until it is done. */
    private boolean collect(
            Configuration configuration, BackfillProgress progress, BackfillRequests requests, OnShutdown ending)
            throws Exception {
        try (Assembly assembly = Assembly.open(configuration, Bookkeeping.Stay.MEMBER, clock, BackfillCommand::say)) {
            Collector collector = new Collector(assembly.loops(), clock, WORKERS);
            ending.stopBy(collector::stop);
            boolean[] complete = new boolean[1];
            Thread watcher = new Thread(
                    () -> {
                        complete[0] = isDone(assembly.loops(), progress, requests);
                        collector.stop();
                    },
                    "backfill");
            watcher.setDaemon(true);
            watcher.start();
            collector.run();
            watcher.interrupt();
            watcher.join();
            return complete[0] && assembly.isDrained(TIME_TO_DRAIN, BackfillCommand::say);
        }
    }

    /** Waits until it is done, or interrupted. */
    private boolean isDone(List<Loop> loops, BackfillProgress progress, BackfillRequests requests) {
        try {
            while (true) {
                requests.passOn(loops, BackfillCommand::say);
                if (show(progress, progress.look(stream -> state(loops, stream)))) {
                    return true;
                }
                clock.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            say("the requests beside the ledger cannot be read: " + Explanation.cause(e));
            return false;
        }
    }

    private static Optional<StreamState> state(List<Loop> loops, StreamId stream) {
        return loops.stream()
                .filter(loop -> loop.stream().equals(stream))
                .flatMap(loop -> loop.active().stream())
                .map(StreamLoop::state)
                .findFirst();
    }

    /** Whether all of it has been read. */
    private boolean show(BackfillProgress progress, double share) {
        meter.ifPresent(line -> line.show("older time read, " + progress.events() + " events", share));
        return share >= 1;
    }

    private void report(
            Configuration configuration,
            Map<StreamId, SourceTraits> streams,
            BackfillProgress progress,
            boolean complete) {
        Map<String, Instant> since = new LinkedHashMap<>();
        try (StoredLedger ledger = configuration.ledger().view()) {
            streams.keySet()
                    .forEach(stream -> ledger.state(stream)
                            .ifPresent(state -> since.put(
                                    stream.toString(), state.backfill().orElse(state.since()))));
        }
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("complete", complete);
            members.put("events", progress.events());
            members.put("since", since);
            System.out.println(Json.write(members));
        } else if (complete) {
            since.forEach((stream, time) -> System.out.println(stream + " has been read from " + time + " on"));
            System.out.println(progress.events() + " events were delivered meanwhile");
        } else {
            System.out.println("Not complete yet; the next 'rollcall run' goes on with it.");
        }
    }

    private static void say(String sentence) {
        System.err.println("rollcall: " + sentence);
    }
}
