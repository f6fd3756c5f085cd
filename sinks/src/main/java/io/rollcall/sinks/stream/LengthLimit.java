package io.rollcall.sinks.stream;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The longest message a receiver takes: longer ones are refused here rather than cut there. Thread-safe.
 *
 * @param most a bound of the size that is told quickly
 * @param size of a delivery's message in bytes, asked for only when the bound is beyond the limit
 * @param maxBytes empty for no limit
 */
public record LengthLimit(ToLongFunction<Delivery> most, ToLongFunction<Delivery> size, Optional<Long> maxBytes) {

    /** A limit to messages whose size is told quickly. */
    public LengthLimit(ToLongFunction<Delivery> size, Optional<Long> maxBytes) {
        this(size, size, maxBytes);
    }

    /** The deliveries whose messages are too long. */
    public List<Refusal> refusals(Batch batch) {
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < batch.deliveries().size() && maxBytes.isPresent(); i++) {
            Delivery delivery = batch.deliveries().get(i);
            long bytes = most.applyAsLong(delivery) > maxBytes.get() ? size.applyAsLong(delivery) : 0;
            if (bytes > maxBytes.get()) {
                refusals.add(new Refusal(
                        i,
                        "the message has " + bytes + " bytes, and max_bytes of this sink is " + maxBytes.get()
                                + ". Raise it together with the receiver's own limit"));
            }
        }
        return refusals;
    }
}
