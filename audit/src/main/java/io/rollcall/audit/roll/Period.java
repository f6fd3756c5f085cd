package io.rollcall.audit.roll;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The stretch of event time that is compared, to the second.
 *
 * @param from first instant inside; empty if it has no beginning
 * @param to first instant after it; empty if it has no end
 */
public record Period(Optional<Instant> from, Optional<Instant> to) {

    /** All of time. */
    public static final Period ALL = new Period(Optional.empty(), Optional.empty());

    public Period {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("the period must not be empty: from " + from.get() + " to " + to.get());
        }
    }

    boolean isAll() {
        return from.isEmpty() && to.isEmpty();
    }

    /** Whether it contains the second; a record without a time is in no period but all of time. */
    boolean contains(int second) {
        return isAll()
                || (second != Mark.TIMELESS
                        && from.map(start -> second >= start.getEpochSecond()).orElse(true)
                        && to.map(end -> second < end.getEpochSecond()).orElse(true));
    }
}
