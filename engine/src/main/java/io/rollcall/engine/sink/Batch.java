package io.rollcall.engine.sink;

import java.util.List;

/**
 * Deliveries written together and answered by one receipt. Never empty.
 *
 * @param deliveries in the order they are to be written
 */
public record Batch(List<Delivery> deliveries) {

    public Batch {
        deliveries = List.copyOf(deliveries);
        if (deliveries.isEmpty()) {
            throw new IllegalArgumentException("a batch holds at least one delivery");
        }
    }

    /** Sum of the bodies' sizes. */
    public long bytes() {
        return deliveries.stream()
                .mapToLong(delivery -> delivery.body().length())
                .sum();
    }
}
