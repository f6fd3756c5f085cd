package io.rollcall.engine.sink;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The sink's answer to a batch. */
public sealed interface Receipt {

    /** The case of this receipt, handled exhaustively. */
    <T> T fold(Function<Accepted, T> accepted, Function<TryLater, T> tryLater);

    static Receipt accepted() {
        return new Accepted(List.of());
    }

    static Receipt tryLater(String reason) {
        return new TryLater(reason, Optional.empty());
    }

    /**
     * The sink took the batch, but for the refused deliveries, which it will never take.
     *
     * @param refused deliveries to be kept as dead letters
     */
    record Accepted(List<Refusal> refused) implements Receipt {
        public Accepted {
            refused = List.copyOf(refused);
        }

        /**
         * The refused deliveries, each with the reason.
         *
         * @param batch that this is the receipt of
         */
        public List<DeadLetters.Letter> letters(Batch batch) {
            return refused.stream()
                    .map(refusal -> new DeadLetters.Letter(batch.deliveries().get(refusal.index()), refusal.reason()))
                    .toList();
        }

        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<TryLater, T> tryLater) {
            return accepted.apply(this);
        }
    }

    /**
     * The sink did not take the batch, or cannot tell whether it did: the same batch is to be written again.
     *
     * @param reason what happened and what to check, for a person
     * @param after the wait the sink asked for
     */
    record TryLater(String reason, Optional<Duration> after) implements Receipt {
        public TryLater {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<TryLater, T> tryLater) {
            return tryLater.apply(this);
        }
    }
}
