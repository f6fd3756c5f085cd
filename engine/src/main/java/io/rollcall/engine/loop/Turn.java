package io.rollcall.engine.loop;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.source.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a stream does when no sweep is under way. */
sealed interface Turn {

    /** The case of this turn, handled exhaustively. */
    <T> T fold(Cases<T> cases);

    /** What to do in each case. */
    interface Cases<T> {
        T again(Again turn);

        T look(Look turn);

        T sample(Sample turn);

        T follow(Follow turn);

        T control(Control turn);

        T rest(Rest turn);
    }

    /** It tries items again that could not be read. */
    record Again(List<Item> items) implements Turn {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.again(this);
        }
    }

    /**
     * It reads a window.
     *
     * @param window cut to what the API takes
     */
    record Look(Window window, Plan.Reason reason) implements Turn {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.look(this);
        }
    }

    /**
     * It reads a past window again, to see whether what is said of it is true.
     *
     * @param window cut to what the API takes
     * @param claimed the part of it that is said to be complete
     */
    record Sample(Window window, Window claimed) implements Turn {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.sample(this);
        }
    }

    /**
     * It follows the stream from its position on.
     *
     * @param stretch from where to begin if there is no position, up to the present
     * @param covered of which everything visible has been read then
     * @param passed if the position is left out to see whether it can be trusted: what happened before then should have come already
     */
    record Follow(Window stretch, Window covered, Optional<Instant> passed) implements Turn {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.follow(this);
        }
    }

    /** It asks for a moment in which a record lay that was not asked for: see {@link Strays}. */
    record Control(Window window) implements Turn {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.control(this);
        }
    }

    /** It has nothing to read before then, on the API's clock. */
    record Rest(Instant until) implements Turn {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.rest(this);
        }
    }
}
