package io.rollcall.engine.sink;

import java.util.List;

/** Where deliveries go that a sink refuses for good. */
@FunctionalInterface
public interface DeadLetters {

    /**
     * Keeps refused deliveries, durably when it returns.
     *
     * @throws java.io.UncheckedIOException if they could not be kept; the page is then not committed
     */
    void keep(List<Letter> letters);

    /** A refused delivery and why. */
    record Letter(Delivery delivery, String reason) {}
}
