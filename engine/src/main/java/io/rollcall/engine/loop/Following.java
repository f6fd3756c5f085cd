package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.source.SourceTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The course of a stream that is followed by a position of the API's own: on from where it was left, to where there is no more
 * for now, then a rest. What becomes visible late comes behind the position too, so nothing has to be looked for again; whether that
 * is so is seen once a day, when the day before is read by time. Used by one thread at a time.
 */
final class Following {

    private static final Duration ADAPTIVE_PAUSE = Duration.ofMinutes(1);
    private static final Duration LEAST_OVERLAP = Duration.ofHours(1);

    private static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final int MOST_DOUBTS = 5;

    private final SourceTraits traits;
    private final Duration pause;
    private final Duration shift;
    private int doubts;
    private long checkedDay = Long.MIN_VALUE;
    private @Nullable Instant restUntil;

    Following(StreamId stream, SourceTraits traits, LoopSettings settings) {
        this.traits = traits;
        this.shift = Duration.ofSeconds(Math.floorMod(stream.toString().hashCode(), (int) CHECK_EVERY.toSeconds()));
        this.pause = settings.pollInterval()
                .orElseGet(() -> settings.adaptive().isPresent() ? ADAPTIVE_PAUSE : settings.longestPause());
    }

    /** What to do next; a clock that was set back ends a rest. */
    Turn next(StreamState state, Instant now) {
        Instant until = restUntil;
        if (until != null && now.isBefore(until) && !now.plus(pause).isBefore(until)) {
            return new Turn.Rest(until);
        }
        Instant end = now.isAfter(state.since()) ? now : state.since().plus(traits.precision());
        Window covered = new Window(later(state.since(), end.minus(traits.retention())), end);
        return isCheckDue(state, now)
                ? new Turn.Follow(new Window(checked(state, covered), end), covered, Optional.of(passed(state)))
                : new Turn.Follow(new Window(start(state, covered), end), covered, Optional.empty());
    }

    /** Whether a day of this stream's has begun since the last look. A check that fails is not tried again before the next one. */
    private boolean isCheckDue(StreamState state, Instant now) {
        long day = day(now);
        boolean isDue = day != checkedDay
                && state.position().isPresent()
                && state.coverage().newestLook().filter(look -> day(look) < day).isPresent();
        checkedDay = isDue ? day : checkedDay;
        return isDue;
    }

    /** Days begin at another time for each stream, so that not all are checked at once. */
    private long day(Instant time) {
        return Math.floorDiv(time.minus(shift).getEpochSecond(), CHECK_EVERY.toSeconds());
    }

    private Instant checked(StreamState state, Window covered) {
        return later(covered.from(), passed(state).minus(CHECK_EVERY));
    }

    /** What happened before this should have come behind the position by now. */
    private Instant passed(StreamState state) {
        return state.coverage().newestLook().orElse(state.since()).minus(overlap());
    }

    /**
     * Where to begin without a position: at the beginning, or some time before the last look, since what was not visible then
     * may have happened before.
     */
    private Instant start(StreamState state, Window covered) {
        return state.coverage()
                .newestLook()
                .map(look -> later(covered.from(), look.minus(overlap())))
                .filter(covered.to()::isAfter)
                .orElse(covered.from());
    }

    private Duration overlap() {
        Duration late = traits.documentedLateness().multipliedBy(2);
        return late.compareTo(LEAST_OVERLAP) > 0 ? late : LEAST_OVERLAP;
    }

    /**
     * There is no more for now.
     *
     * @param isDoubted whether that is asked once more, since somebody waits for all there is and there was something until now
     */
    void caughtUp(Instant now, boolean isDoubted) {
        if (isDoubted && doubts < MOST_DOUBTS) {
            doubts++;
        } else {
            restUntil = now.plus(pause);
        }
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }
}
