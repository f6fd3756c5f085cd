package io.rollcall.engine.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A half-open stretch {@code [from, to)} of an API's time axis. Never empty.
 *
 * @param from first instant inside
 * @param to first instant after it
 */
public record Window(Instant from, Instant to) {

    public Window {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("window must not be empty: [" + from + ", " + to + ")");
        }
    }

    /** The window of the given length that ends at {@code to}. */
    public static Window endingAt(Instant to, Duration length) {
        return new Window(to.minus(length), to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** The part this window shares with another, or empty if they do not overlap. */
    public Optional<Window> intersection(Window other) {
        Instant start = from.isAfter(other.from) ? from : other.from;
        Instant end = to.isBefore(other.to) ? to : other.to;
        return start.isBefore(end) ? Optional.of(new Window(start, end)) : Optional.empty();
    }

    /** The last part of this window that is at most {@code length} long. */
    public Window last(Duration length) {
        return length().compareTo(length) <= 0 ? this : new Window(to.minus(length), to);
    }

    /** The first part of this window that is at most {@code length} long. */
    public Window first(Duration length) {
        return length().compareTo(length) <= 0 ? this : new Window(from, from.plus(length));
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
