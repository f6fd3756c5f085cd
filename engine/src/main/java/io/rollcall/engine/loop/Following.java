package io.rollcall.engine.loop;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.source.SourceTraits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The course of a stream that is followed by a position of the API's own: on from where it was left, to where there is no more
 * for now, then a rest. What becomes visible late comes behind the position too, so nothing has to be looked for again. Used by
 * one thread at a time.
 */
final class Following {

    private static final Duration ADAPTIVE_PAUSE = Duration.ofMinutes(1);
    private static final Duration LEAST_OVERLAP = Duration.ofHours(1);

    private static final int MOST_DOUBTS = 5;

    private final SourceTraits traits;
    private final Duration pause;
    private int doubts;
    private @Nullable Instant restUntil;

    Following(SourceTraits traits, LoopSettings settings) {
        this.traits = traits;
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
        return new Turn.Follow(new Window(start(state, covered), end), covered);
    }

    /**
     * Where to begin without a position: at the beginning, or some time before the last look, since what was not visible then
     * may have happened before.
     */
    private Instant start(StreamState state, Window covered) {
        Duration late = traits.documentedLateness().multipliedBy(2);
        Duration overlap = late.compareTo(LEAST_OVERLAP) > 0 ? late : LEAST_OVERLAP;
        return state.coverage()
                .newestLook()
                .map(look -> later(covered.from(), look.minus(overlap)))
                .filter(covered.to()::isAfter)
                .orElse(covered.from());
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
