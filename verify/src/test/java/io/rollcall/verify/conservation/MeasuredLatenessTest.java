package io.rollcall.verify.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.drift.Quantile;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.loop.Prospect;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.source.Source;
import io.rollcall.ledger.InMemory;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.sources.Sources;
import io.rollcall.sources.http.HttpSettings;
import io.rollcall.verify.balance.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is measured of lateness is true: collected over HTTP from a stream whose every event is known, planned by its drift,
 * begun at its beginning so that there is a look before every event.
 */
final class MeasuredLatenessTest {

    private static final Duration LENGTH = Duration.ofHours(8);
    private static final double CALLS_PER_MINUTE = 0.84;
    private static final double EVENTS_PER_SECOND = 0.025;

    /** Looks are dated by the API's clock, which it tells in whole seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Nothing is learned while a source is stalled, and little from the flood that follows: it is not the law. */
    private static final Set<String> ABNORMAL = Set.of("outage", "surge", "flood");

    @TempDir(factory = InMemory.class)
    Path directory;

    private final SharedTime time = new SharedTime(OneStream.START);
    private final RecordingSink sink = new RecordingSink(new Random(1));

    @Test
    @Tag("long")
    @Timeout(120)
    void percentilesLieWithinTheirBounds() throws Exception {
        check("bimodal");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"none", "steady", "pareto", "outage", "surge", "flood", "stragglers"})
    @Timeout(300)
    void percentilesLieWithinTheirBounds(String drift) throws Exception {
        check(drift);
    }

    private void check(String drift) throws Exception {
        SimulatorOptions options = OneStream.simulated(time, LENGTH)
                .eventsPerSecond(EVENTS_PER_SECOND)
                .drift(io.rollcall.sim.drift.DriftModel.named(drift))
                .build();
        try (Simulator simulator = Simulator.start(options);
                StoredLedger ledger = SqliteLedger.open(directory.resolve("ledger.db"));
                Sources sources = new Sources(
                        HttpSettings.plain("verify"), time, new Budgets(time), UUID::randomUUID, Runnable::run)) {
            Source source = OneStream.open(sources, simulator);
            StreamState state = collect(source, ledger);
            List<TruthEntry> all = simulator.truth().entries(TruthQuery.ALL);
            List<TruthEntry> visible = all.stream()
                    .filter(entry -> entry.visibleTime().isBefore(time.now().minus(Duration.ofHours(12))))
                    .toList();
            check(
                    drift,
                    all,
                    visible,
                    state,
                    Prospect.learned(state, source.traits()).orElseThrow());
        }
    }

    private StreamState collect(Source source, StoredLedger ledger) throws InterruptedException {
        LoopSettings settings = new LoopSettings(
                        FixedSchedule.standard(source.traits().retention()),
                        SECOND,
                        Duration.ZERO,
                        Duration.ofHours(1),
                        Duration.ofMinutes(5),
                        8L << 20)
                .adaptive(AdaptiveSettings.standard());
        try (StreamLoop loop = new StreamLoop(
                OneStream.ID,
                source,
                sink,
                ledger,
                sink,
                settings,
                new Tariff(CALLS_PER_MINUTE, 30),
                time,
                Runnable::run,
                new Random(2)::nextDouble)) {
            while (time.now().isBefore(OneStream.START.plus(LENGTH).plus(Duration.ofDays(1)))) {
                time.sleepUntil(loop.step().due());
            }
            return loop.state();
        }
    }

    private void check(
            String drift, List<TruthEntry> all, List<TruthEntry> visible, StreamState state, DriftModel model) {
        Set<String> delivered =
                sink.received().facts().keySet().stream().map(Fact::key).collect(Collectors.toSet());
        assertThat(visible)
                .as("missing")
                .hasSizeGreaterThan(400)
                .allSatisfy(entry -> assertThat(delivered).contains(entry.key()));
        assertThat(state.lateness().count()).as("all were measured").isEqualTo(delivered.size());
        List<Duration> truth = all.stream()
                .filter(entry -> delivered.contains(entry.key()))
                .map(entry -> Duration.between(entry.eventTime(), entry.visibleTime()))
                .sorted()
                .toList();
        for (double share : new double[] {0.5, 0.95, 0.99}) {
            Duration real = truth.get((int) Math.ceil(share * truth.size()) - 1);
            Lateness.Bounds counted = state.lateness().quantile(share);
            Quantile learned = model.quantile(share);
            assertThat(real)
                    .as("%s, %.2f, as counted", drift, share)
                    .isBetween(counted.atLeast().minus(SECOND), counted.atMost().plus(SECOND));
            if (!ABNORMAL.contains(drift)) {
                assertThat(real)
                        .as("%s, %.2f, as learned", drift, share)
                        .isBetween(
                                learned.atLeast().minus(SECOND),
                                learned.atMost().plus(SECOND));
            }
        }
    }
}
