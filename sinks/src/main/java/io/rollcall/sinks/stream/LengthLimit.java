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
 * @param size of a delivery's message in bytes
 * @param maxBytes empty for no limit
 */
public record LengthLimit(ToLongFunction<Delivery> size, Optional<Long> maxBytes) {

    /** The deliveries whose messages are too long. */
    public List<Refusal> refusals(Batch batch) {
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < batch.deliveries().size() && maxBytes.isPresent(); i++) {
            long bytes = size.applyAsLong(batch.deliveries().get(i));
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
