package io.rollcall.app.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Destinations;
import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.app.siem.IndexingReceiver;
import io.rollcall.app.siem.SplunkDouble;
import io.rollcall.bench.peers.HoldBackPoller;
import io.rollcall.bench.peers.PeerRun;
import io.rollcall.bench.time.PatientClock;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.Source;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.sinks.Surroundings;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Time in which a collector that loses late events brings sign-ins to a SIEM, and Rollcall brings what it has lost. */
@Timeout(180)
final class ShadowWeekTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final int EVENTS_PER_HOUR = 10;

    @TempDir(factory = InMemory.class)
    Path folder;

    private final PatientClock clock = new PatientClock(START);
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    @Tag("slow")
    void afterAWeekTheSiemHoldsEveryEventOnce() throws Exception {
        assertHealed(Duration.ofDays(7));
    }

    @Test
    void afterADayTheSiemHoldsEveryEventOnce() throws Exception {
        assertHealed(Duration.ofDays(1));
    }

    private void assertHealed(Duration happening) throws Exception {
        try (SplunkDouble splunk = new SplunkDouble();
                IndexingReceiver receiver = new IndexingReceiver(splunk, "createdDateTime");
                Simulator simulator = Simulator.start(SimulatorOptions.builder()
                        .seed(7)
                        .drift(DriftModel.named("bimodal"))
                        .only(StreamKind.ENTRA_INTERACTIVE)
                        .eventsPerSecond(EVENTS_PER_HOUR / 3600.0)
                        .start(START)
                        .history(Duration.ZERO)
                        .generationEnd(happening)
                        .revisionProbability(0)
                        .reports(ReportOptions.builder().withoutRateLimit().build())
                        .clock(clock)
                        .gzip(false)
                        .build())) {
            Instant end = START.plus(happening).plus(Duration.ofHours(12));
            Configuration configuration = configuration(simulator, splunk, receiver);
            PeerRun lossy = new PeerRun(
                    new HoldBackPoller(
                            account(simulator),
                            new InetSocketAddress(
                                    receiver.address().getHostString(),
                                    receiver.address().getPort()),
                            INTERVAL,
                            INTERVAL,
                            START,
                            clock),
                    clock);
            watch(configuration, lossy, end);
            assertThat(lossy.failures()).isZero();

            ObjectMapper json = new ObjectMapper();
            Map<String, Integer> copies = new HashMap<>();
            for (String raw : splunk.raw()) {
                String id = json.readTree(raw).path("id").asText();
                copies.merge(id, 1, Integer::sum);
            }
            copies.remove("");
            List<String> truth = simulator.truth().entries(TruthQuery.ALL).stream()
                    .map(TruthEntry::key)
                    .distinct()
                    .toList();
            assertThat(truth).hasSizeGreaterThan((int) (happening.toHours() * EVENTS_PER_HOUR / 2));
            assertThat(copies.keySet()).containsExactlyInAnyOrderElementsOf(truth);
            assertThat(copies.values()).as("once each").containsOnly(1);
            assertThat(splunk.raw().stream().filter(raw -> raw.contains("native_integration_lost")))
                    .as("once an hour at most")
                    .hasSizeBetween(5, (int) happening.toHours() + 12);
            assertThat(lostByTheOther).as("of %s", truth.size()).isBetween(truth.size() / 50L, truth.size() / 2L);
            assertThat(told).isEmpty();
        }
    }

    private long lostByTheOther;

    /** Lets both collectors work side by side until an instant. */
    private void watch(Configuration configuration, PeerRun lossy, Instant end) throws Exception {
        Map.Entry<String, Configuration.Account> account =
                configuration.accounts().entrySet().iterator().next();
        DeadLetterFile deadLetters = new DeadLetterFile(configuration.deadLetters());
        StreamId id = new StreamId("entra-signins", "contoso", "interactive");
        try (StoredLedger ledger = SqliteLedger.open(configuration.ledger().beside(""));
                Sink sink = configuration
                        .destinations()
                        .choose(Optional.empty())
                        .getValue()
                        .factory()
                        .open(new Surroundings(
                                clock, OutputStream.nullOutputStream(), "localhost", Resolver.system()));
                Shadows shadows =
                        Shadows.open(configuration, sink, deadLetters, clock, told::add, new Random(1)::nextDouble);
                Sources sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID);
                Source source = sources.open(
                        account.getValue().definition(),
                        "interactive",
                        account.getValue().options());
                StreamLoop loop = new StreamLoop(
                        id,
                        source,
                        shadows.sinkOf(id, sink),
                        ledger,
                        deadLetters.of(Destinations.ONLY),
                        account.getValue()
                                .settings("interactive", source.traits().retention()),
                        clock,
                        Runnable::run,
                        new Random(2)::nextDouble)) {
            clock.run(List.of(
                    () -> {
                        while (clock.now().isBefore(end)) {
                            Outcome outcome = loop.step();
                            clock.sleepUntil(outcome.due().isBefore(end) ? outcome.due() : end);
                        }
                    },
                    () -> lossy.until(end),
                    () -> {
                        while (clock.now().isBefore(end)) {
                            Duration wait = shadows.step();
                            clock.sleep(wait.isZero() ? wait : Duration.ofMinutes(10));
                        }
                    }));
            lostByTheOther = shadows.progress().get(0).accepted();
            assertThat(shadows.progress().get(0).behindBytes()).as("%s", told).isZero();
        }
    }

    private io.rollcall.bench.peers.Account account(Simulator simulator) {
        return new io.rollcall.bench.peers.Account(
                simulator.baseUri(),
                SimulatorOptions.defaultTenant().id(),
                SimulatorOptions.DEFAULT_CLIENT_ID,
                SimulatorOptions.DEFAULT_CLIENT_SECRET);
    }

    private Configuration configuration(Simulator simulator, SplunkDouble splunk, IndexingReceiver receiver)
            throws Exception {
        Path file = Files.writeString(folder.resolve("rollcall.yaml"), """
                ledger: rollcall.db
                sink: {kind: tcp, address: "%s:%d"}
                siems:
                  soc: {kind: splunk, url: "%s", authorization: "${env:SECRET}", search: index=entra}
                accounts:
                  contoso:
                    use: entra-signins
                    streams: [interactive]
                    deliver: missing-only
                    watch: soc
                    grace: 90m
                    every: 1h
                    heartbeat: 1d
                    overlap: 8h
                    tenant: %s
                    client_id: %s
                    client_secret: ${env:SECRET}
                    base_url: %s
                    login_url: %s
                """.formatted(
                        receiver.address().getHostString(),
                        receiver.address().getPort(),
                        splunk.uri(),
                        SimulatorOptions.defaultTenant().id(),
                        SimulatorOptions.DEFAULT_CLIENT_ID,
                        simulator.baseUri(),
                        simulator.baseUri()));
        return Configuration.load(file, Definitions.shipped(), Map.of("SECRET", SimulatorOptions.DEFAULT_CLIENT_SECRET))
                .value();
    }

    /** A folder that needs no disk, where there is one: thousands of commits wait for it otherwise. */
    private static final class InMemory implements TempDirFactory {

        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isDirectory(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "rollcall")
                    : Files.createTempDirectory("rollcall");
        }
    }
}
