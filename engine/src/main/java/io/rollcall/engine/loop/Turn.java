package io.rollcall.engine.loop;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.source.Item;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What a stream does when no sweep is under way. */
sealed interface Turn {

    /** The case of this turn, handled exhaustively. */
    <T> T fold(
            Function<Again, T> again,
            Function<Look, T> look,
            Function<Follow, T> follow,
            Function<Control, T> control,
            Function<Rest, T> rest);

    /** It tries items again that could not be read. */
    record Again(List<Item> items) implements Turn {
        @Override
        public <T> T fold(
                Function<Again, T> again,
                Function<Look, T> look,
                Function<Follow, T> follow,
                Function<Control, T> control,
                Function<Rest, T> rest) {
            return again.apply(this);
        }
    }

    /**
     * It reads a window.
     *
     * @param window cut to what the API takes
     */
    record Look(Window window, Plan.Reason reason) implements Turn {
        @Override
        public <T> T fold(
                Function<Again, T> again,
                Function<Look, T> look,
                Function<Follow, T> follow,
                Function<Control, T> control,
                Function<Rest, T> rest) {
            return look.apply(this);
        }
    }

    /**
     * It follows the stream from its position on.
     *
     * @param stretch from where to begin if there is no position, up to the present
     * @param covered of which everything visible has been read then
     */
    record Follow(Window stretch, Window covered) implements Turn {
        @Override
        public <T> T fold(
                Function<Again, T> again,
                Function<Look, T> look,
                Function<Follow, T> follow,
                Function<Control, T> control,
                Function<Rest, T> rest) {
            return follow.apply(this);
        }
    }

    /** It asks for a moment in which a record lay that was not asked for: see {@link Strays}. */
    record Control(Window window) implements Turn {
        @Override
        public <T> T fold(
                Function<Again, T> again,
                Function<Look, T> look,
                Function<Follow, T> follow,
                Function<Control, T> control,
                Function<Rest, T> rest) {
            return control.apply(this);
        }
    }

    /** It has nothing to read before then, on the API's clock. */
    record Rest(Instant until) implements Turn {
        @Override
        public <T> T fold(
                Function<Again, T> again,
                Function<Look, T> look,
                Function<Follow, T> follow,
                Function<Control, T> control,
                Function<Rest, T> rest) {
            return rest.apply(this);
        }
    }
}
