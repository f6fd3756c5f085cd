package io.rollcall.app.demo;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Destinations;
import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.bench.time.PatientClock;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.time.Clock;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sinks.Surroundings;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * The collector as {@code rollcall run} wires it from a configuration with one stream, but with the demo's clock, and fetching
 * pages on its own thread: a worker of that clock is one thread. Used by one thread at a time.
 */
public final class DemoCollector implements AutoCloseable {

    private final Clock clock;
    private final StoredLedger ledger;
    private final Sink sink;
    private final Sources sources;
    private final StreamLoop loop;

    /** @param seed of the jitter of waits */
    DemoCollector(Path config, Map<String, String> environment, PatientClock clock, long seed)
            throws IOException, InvalidDocument, SinkUnreachable {
        Definitions definitions = Definitions.shipped();
        Configuration configuration =
                Configuration.load(config, definitions, environment).value();
        Map.Entry<String, Configuration.Account> account =
                configuration.accounts().entrySet().iterator().next();
        String stream = account.getValue().streams().get(0);
        this.clock = clock;
        this.ledger = SqliteLedger.open(configuration.ledger().beside(""));
        this.sink = configuration
                .destinations()
                .choose(Optional.empty())
                .getValue()
                .factory()
                .open(new Surroundings(clock, OutputStream.nullOutputStream(), "localhost", Resolver.system()));
        this.sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID);
        Source source = sources.open(
                account.getValue().definition(), stream, account.getValue().options());
        this.loop = new StreamLoop(
                new StreamId(account.getValue().definition().name(), account.getKey(), stream),
                source,
                sink,
                ledger,
                new DeadLetterFile(configuration.deadLetters()).of(Destinations.ONLY),
                account.getValue().pace().settings(source.traits().retention()),
                clock,
                Runnable::run,
                new Random(seed)::nextDouble);
    }

    /** Collects until an instant of the clock. */
    void until(Instant end) throws InterruptedException {
        while (clock.now().isBefore(end)) {
            Outcome outcome = loop.step();
            clock.sleepUntil(outcome.due().isBefore(end) ? outcome.due() : end);
        }
    }

    @Override
    public void close() {
        loop.close();
        sources.close();
        sink.close();
        ledger.close();
    }
}
