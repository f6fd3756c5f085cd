package io.rollcall.verify.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.loop.Prospect;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.notice.Heartbeat;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.source.Source;
import io.rollcall.ledger.InMemory;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.sources.Sources;
import io.rollcall.sources.http.HttpSettings;
import io.rollcall.verify.balance.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An API that holds some events of one hour back for 60 hours, long after nothing more is expected and days before the next look that is
 * planned: only the self-audit can notice, over HTTP and with a ledger on disk.
 */
final class SelfAuditTrialTest {

    private static final Duration HELD_BACK = Duration.ofHours(60);
    private static final Duration END = Duration.ofHours(76);

    @TempDir(factory = InMemory.class)
    Path directory;

    private final SharedTime time = new SharedTime(OneStream.START);
    private final RecordingSink sink = new RecordingSink(new Random(1));

    @Test
    @Timeout(120)
    void whatAnApiShowsLongAfterItWasDoneWithIsNoticed() throws Exception {
        SimulatorOptions options = OneStream.simulated(time, END)
                .eventsPerSecond(0.01)
                .drift(DriftModel.of(
                        "liar",
                        (sinceStart, draws) -> sinceStart.toHours() == 5 && sinceStart.toMinutes() % 5 == 0
                                ? HELD_BACK
                                : Duration.ofMinutes(2)))
                .build();
        try (Simulator simulator = Simulator.start(options);
                Watch watch = new Watch(simulator)) {
            watch.runUntil(OneStream.START.plus(Duration.ofHours(50)));
            Instant claimed = watch.heartbeat().completeThrough();
            assertThat(claimed).as("it was said to be complete").isAfter(OneStream.START.plus(Duration.ofHours(6)));
            assertThat(watch.counts().samples()).isPositive();
            assertThat(watch.counts().missing()).isZero();

            watch.runUntil(OneStream.START.plus(END));
            Set<String> late = simulator.truth().entries(TruthQuery.ALL).stream()
                    .filter(entry ->
                            entry.visibleTime().isAfter(entry.eventTime().plus(Duration.ofHours(1))))
                    .map(TruthEntry::key)
                    .collect(Collectors.toSet());
            Set<String> delivered =
                    sink.received().facts().keySet().stream().map(Fact::key).collect(Collectors.toSet());
            assertThat(late).hasSizeGreaterThan(2);
            assertThat(delivered).containsAll(late);
            assertThat(watch.counts().missing())
                    .as("by samples; the rest by reading again what they had reopened")
                    .isBetween(1L, (long) late.size());
            assertThat(watch.counts().falseClaims()).isPositive();
            assertThat(watch.counts().missingAtMost())
                    .as("the bound is above the share that was missing")
                    .isGreaterThan((double) late.size() / delivered.size() / 10);
            assertThat(told()).isEqualTo(watch.counts().missing());
            assertThat(watch.heartbeat().reopened()).isPositive();
            assertThat(watch.state().selfAudit().reopened())
                    .as("read again until nothing more came")
                    .isEmpty();
        }
    }

    /** How many events the notices name. */
    private long told() {
        List<JsonNode> notices = sink.received().notices();
        return notices.stream()
                .filter(notice -> notice.path("notice").asText().equals("claim_false"))
                .mapToLong(notice -> notice.path("count").asLong())
                .sum();
    }

    /** A collector that reads the last two hours every hour, two days daily, and older time once a week. */
    private final class Watch implements AutoCloseable {

        private final StoredLedger ledger = SqliteLedger.open(directory.resolve("ledger.db"));
        private final Sources sources =
                new Sources(HttpSettings.plain("verify"), time, new Budgets(time), UUID::randomUUID, Runnable::run);
        private final Source source;
        private final StreamLoop loop;

        Watch(Simulator simulator) throws Exception {
            source = OneStream.open(sources, simulator);
            LoopSettings settings = new LoopSettings(
                            new FixedSchedule(List.of(
                                    new FixedSchedule.Tier(Duration.ofHours(2), Duration.ofHours(1)),
                                    new FixedSchedule.Tier(Duration.ofDays(2), Duration.ofDays(1)),
                                    new FixedSchedule.Tier(Duration.ofDays(30), Duration.ofDays(7)))),
                            Duration.ofSeconds(1),
                            Duration.ZERO,
                            Duration.ofHours(1),
                            Duration.ofMinutes(5),
                            8L << 20)
                    .sampling(24);
            loop = new StreamLoop(
                    OneStream.ID, source, sink, ledger, sink, settings, time, Runnable::run, new Random(2)::nextDouble);
        }

        void runUntil(Instant end) throws InterruptedException {
            while (time.now().isBefore(end)) {
                time.sleepUntil(loop.step().due());
            }
        }

        StreamState state() {
            return ledger.state(OneStream.ID).orElseThrow();
        }

        SampleCounts counts() {
            return state().selfAudit().counts();
        }

        Heartbeat heartbeat() {
            return Heartbeat.of(
                    state(), Prospect.learned(state(), source.traits()).orElseThrow());
        }

        @Override
        public void close() {
            loop.close();
            sources.close();
            ledger.close();
        }
    }
}
