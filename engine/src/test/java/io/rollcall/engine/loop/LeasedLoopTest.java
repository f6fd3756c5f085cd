package io.rollcall.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Lease.Standing;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Outcome.Kind;
import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LeasedLoopTest {

    private static final StreamId STREAM = new StreamId("fake", "contoso", "events");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration MINUTES = Duration.ofMinutes(20);

    private final ManualClock clock = new ManualClock(START);
    private final RecordingSink sink = new RecordingSink();
    private final SharedMemory shared = new SharedMemory();
    private final FakeApi api = new FakeApi(clock, Duration.ZERO);
    private final LeasedLoop loop = leased();

    private LeasedLoop leased() {
        LoopSettings settings = LoopSettings.standard(Duration.ofDays(30));
        return new LeasedLoop(
                STREAM,
                api.traits(),
                shared,
                ledger -> new StreamLoop(
                        STREAM, api, sink, ledger, letters -> {}, settings, clock, Runnable::run, () -> 0.5),
                clock);
    }

    @Test
    void whileAnotherHasTheStreamNothingIsReadOrDelivered() throws InterruptedException {
        api.happened(START.minusSeconds(60));
        shared.isFree = false;
        run(MINUTES);
        assertThat(api.asked).isEmpty();
        assertThat(loop.active()).isEmpty();
        shared.isFree = true;
        run(MINUTES);
        assertThat(sink.events).hasSize(1);
        assertThat(loop.active().map(StreamLoop::state)).isEqualTo(shared.ledger.state(STREAM));
    }

    @Test
    void whoFindsAtItsCommitThatTheStreamIsAnothersBeginsAgainFromTheLedger() throws InterruptedException {
        EventKey first = api.happened(START.minusSeconds(60));
        sink.isDown = true;
        run(Duration.ofSeconds(5));
        sink.isDown = false;
        shared.last().standing = Standing.LOST;
        run(Duration.ofSeconds(5));
        assertThat(sink.events).as("delivered while it was another's").isEmpty();
        assertThat(loop.active()).isEmpty();
        shared.isFree = true;
        run(MINUTES);
        assertThat(shared.given).hasSize(2);
        assertThat(sink.events).containsExactly(first);
    }

    @Test
    void whileItIsInDoubtNothingIsDeliveredAndAfterwardsItGoesOnWhereItWas() throws InterruptedException {
        EventKey event = api.happened(START.minusSeconds(60));
        sink.isDown = true;
        run(Duration.ofSeconds(5));
        sink.isDown = false;
        shared.last().standing = Standing.DOUBTFUL;
        run(MINUTES);
        assertThat(sink.events).isEmpty();
        shared.last().standing = Standing.HELD;
        run(MINUTES);
        assertThat(sink.events).containsExactly(event);
        assertThat(shared.given).hasSize(1);
    }

    @Test
    void aCommitWhoseAnswerIsLostIsMadeAgainAndNothingIsDeliveredTwice() throws InterruptedException {
        for (boolean isMade : new boolean[] {true, false}) {
            EventKey event = api.happened(clock.now().minusSeconds(60));
            shared.isLosingAnswer = true;
            shared.isMadeAllTheSame = isMade;
            run(MINUTES);
            assertThat(shared.isAway).isTrue();
            shared.isAway = false;
            run(MINUTES);
            assertThat(sink.events).as("made: %s", isMade).containsOnlyOnce(event);
        }
        assertThat(shared.ledger.state(STREAM).orElseThrow().counters().events())
                .isEqualTo(2);
    }

    @Test
    void aLedgerThatDoesNotAnswerIsWaitedForAndNothingIsDeliveredMeanwhile() throws InterruptedException {
        shared.isAway = true;
        assertThat(loop.step().kind()).isEqualTo(Kind.WAITING_FOR_LEDGER);
        shared.isAway = false;
        run(MINUTES);
        shared.isAway = true;
        EventKey event = api.happened(clock.now().minusSeconds(60));
        run(MINUTES);
        shared.isAway = false;
        shared.isFree = true;
        run(MINUTES);
        assertThat(sink.events).containsExactly(event);
    }

    @Test
    void whatIsWantedBackIsGivenWhenNothingIsUnderWay() throws InterruptedException {
        EventKey event = api.happened(START.minusSeconds(60));
        sink.isDown = true;
        run(Duration.ofSeconds(5));
        shared.last().standing = Standing.RECALLED;
        run(MINUTES);
        assertThat(shared.last().isGivenBack).as("a page is on its way").isFalse();
        sink.isDown = false;
        run(Duration.ofSeconds(70));
        assertThat(shared.given.get(0).isGivenBack).isTrue();
        assertThat(sink.events).containsExactly(event);
    }

    @Test
    void oneThatIsToEndGivesTheStreamBackWhenAllThatIsDueHasBeenDelivered() throws InterruptedException {
        EventKey event = api.happened(START.minusSeconds(60));
        assertThat(new Collector(List.of(loop), clock, 1).once(Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(sink.events).containsExactly(event);
        assertThat(shared.last().isGivenBack).isTrue();
        shared.isFree = false;
        Map<StreamId, Outcome> left = new Collector(List.of(leased()), clock, 1).once(Duration.ofMinutes(1));
        assertThat(left.get(STREAM)).extracting(Outcome::kind).isEqualTo(Kind.STANDING_BY);
    }

    @Test
    void oneThatIsClosedGivesTheStreamBack() throws InterruptedException {
        run(MINUTES);
        StreamState state = shared.ledger.state(STREAM).orElseThrow();
        loop.close();
        assertThat(shared.last().isGivenBack).isTrue();
        assertThat(shared.ledger.state(STREAM)).contains(state);
    }

    private void run(Duration time) throws InterruptedException {
        Instant end = clock.now().plus(time);
        while (clock.now().isBefore(end)) {
            clock.sleepUntil(loop.step().due());
        }
    }
}
