package io.rollcall.bench.speed;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sinks.SinkFactory;
import io.rollcall.sinks.Surroundings;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.http.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The whole collector, from the definition to the ledger, made to read all pages once. */
final class OneSweep {

    private static final String DEFINITION = "/bench/pages.yaml";

    private final Definition definition;
    private final URI base;
    private final Duration lookBack;
    private final Clock clock = new SystemClock();

    /** @param lookBack the window to be read, up to the present */
    OneSweep(URI base, Duration lookBack) throws IOException, InvalidDocument {
        this.base = base;
        this.lookBack = lookBack;
        this.definition = Definitions.parse(DEFINITION, resource());
    }

    /**
     * Reads everything into a sink, with a ledger that knows nothing yet.
     *
     * @return events delivered
     */
    long run(Path ledgerFile, SinkFactory sinks) throws IOException, SinkUnreachable, InterruptedException {
        ExecutorService fetchers = Executors.newCachedThreadPool();
        try (StoredLedger ledger = SqliteLedger.open(ledgerFile);
                Sink sink = sinks.open(
                        new Surroundings(clock, OutputStream.nullOutputStream(), "localhost", Resolver.system()));
                Sources sources = new Sources(
                        HttpSettings.plain("bench"), clock, new Budgets(clock), UUID::randomUUID, fetchers);
                StreamLoop loop = new StreamLoop(
                        new StreamId(definition.name(), "bench", "all"),
                        sources.open(definition, "all", options()),
                        sink,
                        ledger,
                        letters -> {
                            throw new IllegalStateException("the sink refuses " + letters.size() + " events");
                        },
                        settings(),
                        clock,
                        fetchers,
                        () -> 0.5)) {
            sweep(loop);
            return loop.state().counters().events();
        } finally {
            fetchers.shutdownNow();
        }
    }

    private static void sweep(StreamLoop loop) throws InterruptedException {
        while (loop.state().counters().sweeps() == 0) {
            Outcome outcome = loop.step();
            if (outcome.kind() != Outcome.Kind.WORKED) {
                throw new IllegalStateException("the sweep is not finished, but " + outcome + ": "
                        + loop.state().notices());
            }
        }
    }

    private LoopSettings settings() {
        LoopSettings standard = LoopSettings.standard(Duration.ofDays(30));
        FixedSchedule.Tier only = new FixedSchedule.Tier(lookBack, Duration.ofHours(1));
        return new LoopSettings(
                new FixedSchedule(List.of(only)),
                lookBack,
                standard.widenBy(),
                standard.driftLimit(),
                standard.clockSkewLimit(),
                standard.maxBatchBytes());
    }

    private UserOptions options() {
        return new UserOptions(
                Map.of(), Map.of(), Optional.empty(), Map.of(Definition.BASE_URL, base), Optional.empty());
    }

    private static String resource() throws IOException {
        try (InputStream in = OneSweep.class.getResourceAsStream(DEFINITION)) {
            if (in == null) {
                throw new IOException("the program is incomplete: it lacks " + DEFINITION);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
