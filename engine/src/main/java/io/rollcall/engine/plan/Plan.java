package io.rollcall.engine.plan;

import io.rollcall.engine.event.Window;
import java.time.Instant;
import java.util.function.Function;

/** What a planner decides. */
public sealed interface Plan {

    /** The case of this plan, handled exhaustively. */
    <T> T fold(Function<Look, T> look, Function<Rest, T> rest);

    /** Read a window now. */
    record Look(Window window, Reason reason) implements Plan {
        @Override
        public <T> T fold(Function<Look, T> look, Function<Rest, T> rest) {
            return look.apply(this);
        }
    }

    /** Nothing to read before an instant, on the API's clock. */
    record Rest(Instant until) implements Plan {
        @Override
        public <T> T fold(Function<Look, T> look, Function<Rest, T> rest) {
            return rest.apply(this);
        }
    }

    /** Why a window is read. */
    enum Reason {
        /** The newest events, and those just late. */
        FRESH,
        /** A stretch never read, such as the time we were down. */
        GAP,
        /** An old stretch once more, for late events. */
        REREAD,
        /** A past stretch chosen at random, to see whether what is said of it is true. */
        SAMPLE
    }
}
