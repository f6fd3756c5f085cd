package io.rollcall.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.loop.Outcome.Kind;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A failure nobody foresaw is one stream's, and loses nothing. */
final class SupervisedLoopTest {

    private static final StreamId STREAM = new StreamId("fake", "contoso", "events");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final RecordingSink sink = new RecordingSink();
    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeApi api = new FakeApi(clock, Duration.ZERO);
    private final List<String> told = new ArrayList<>();

    /** What the sink does after it has taken a batch. */
    private Runnable afterwards = () -> {};

    @Test
    void itBeginsAgainFromTheLedgerAndSaysSo() throws InterruptedException {
        EventKey event = api.happened(START.minusSeconds(60));
        api.trap(window -> {
            throw new IllegalStateException("an index too far");
        });
        SupervisedLoop loop = loop();
        Outcome failed = until(loop, Kind.WAITING_FOR_SOURCE);
        assertThat(failed.due())
                .isBetween(clock.steady().plusMillis(500), clock.steady().plusSeconds(1));
        run(loop, Duration.ofMinutes(30));
        assertThat(sink.events).isEmpty();
        assertThat(told).hasSizeBetween(5, 30).allMatch(said -> said.contains("an index too far"));
        assertThat(sink.notices.stream().filter(notice -> notice.contains("internal_failure")))
                .hasSize(1);

        api.trap(window -> null);
        run(loop, Duration.ofHours(3));
        assertThat(sink.events).containsExactly(event);
        assertThat(sink.notices.stream().filter(notice -> notice.contains("internal_failure")))
                .hasSize(2)
                .last()
                .asString()
                .contains("cleared");
    }

    @Test
    void whatWasAcceptedBeforeTheFailureIsRepeatedAndNothingIsMissing() throws InterruptedException {
        EventKey event = api.happened(START.minusSeconds(60));
        afterwards = () -> {
            afterwards = () -> {};
            throw new IllegalStateException("after it was accepted");
        };
        run(loop(), Duration.ofMinutes(10));
        assertThat(sink.events).containsExactly(event, event);
    }

    @Test
    void otherStreamsGoOnAndOneRunNamesTheOneThatDoesNot() throws InterruptedException {
        api.happened(START.minusSeconds(60));
        FakeApi broken = new FakeApi(clock, Duration.ZERO);
        broken.trap(window -> {
            throw new IllegalStateException("an index too far");
        });
        StreamId other = new StreamId("fake", "contoso", "other");
        List<SupervisedLoop> loops = List.of(loop(), loop(other, broken));
        Map<StreamId, Outcome> incomplete = new Collector(loops, clock, 1).once(Duration.ofMinutes(1));
        assertThat(incomplete.keySet()).containsExactly(other);
        assertThat(sink.events).hasSize(1);
    }

    @Test
    void aLedgerThatFailsEndsIt() throws InterruptedException {
        api.happened(START.minusSeconds(60));
        afterwards = () -> {
            throw new LedgerFailure("the disk is full", new IllegalStateException());
        };
        SupervisedLoop loop = loop();
        assertThatThrownBy(() -> run(loop, Duration.ofMinutes(10))).isInstanceOf(LedgerFailure.class);
        assertThat(told).isEmpty();
    }

    private SupervisedLoop loop() {
        return loop(STREAM, api);
    }

    private SupervisedLoop loop(StreamId stream, FakeApi source) {
        return new SupervisedLoop(
                () -> new StreamLoop(
                        stream,
                        source,
                        new Interrupted(),
                        ledger,
                        letters -> {},
                        LoopSettings.standard(Duration.ofDays(30)),
                        clock,
                        Runnable::run,
                        () -> 0.5),
                clock,
                told::add,
                () -> 0.5);
    }

    private static Outcome until(SupervisedLoop loop, Kind kind) throws InterruptedException {
        Outcome outcome = loop.step();
        while (outcome.kind() != kind) {
            outcome = loop.step();
        }
        return outcome;
    }

    private void run(SupervisedLoop loop, Duration duration) throws InterruptedException {
        Instant end = clock.steady().plus(duration);
        while (clock.steady().isBefore(end)) {
            Instant due = loop.step().due();
            if (due.isAfter(clock.steady())) {
                clock.advance(Duration.between(clock.steady(), due.isBefore(end) ? due : end));
            }
        }
    }

    /** The sink, after which something may go wrong. */
    private final class Interrupted implements Sink {
        @Override
        public Receipt write(Batch batch) {
            Receipt receipt = sink.write(batch);
            afterwards.run();
            return receipt;
        }

        @Override
        public String promise() {
            return sink.promise();
        }

        @Override
        public String probe() {
            return sink.probe();
        }

        @Override
        public void close() {}
    }
}
