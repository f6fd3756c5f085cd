package io.rollcall.sinks.http;

import io.rollcall.engine.sink.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an answer means for the events of its request. */
public sealed interface Verdict {

    /** The case of this verdict, handled exhaustively. */
    <T> T fold(Function<Taken, T> taken, Function<Later, T> later, Function<Smaller, T> smaller);

    /** The receiver has them, but for some, counted within the request. */
    record Taken(List<Refusal> refused) implements Verdict {
        public Taken {
            refused = List.copyOf(refused);
        }

        @Override
        public <T> T fold(Function<Taken, T> taken, Function<Later, T> later, Function<Smaller, T> smaller) {
            return taken.apply(this);
        }
    }

    /** It does not have them, or not all, for a reason that lies outside of them. */
    record Later(String reason, Optional<Duration> after) implements Verdict {
        @Override
        public <T> T fold(Function<Taken, T> taken, Function<Later, T> later, Function<Smaller, T> smaller) {
            return later.apply(this);
        }
    }

    /** It has none of them, because of at least one of them: too much at once, or something it cannot take. */
    record Smaller(String reason) implements Verdict {
        @Override
        public <T> T fold(Function<Taken, T> taken, Function<Later, T> later, Function<Smaller, T> smaller) {
            return smaller.apply(this);
        }
    }
}
