package io.rollcall.engine.memory;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A fixed slice of event time, one hour long: the unit of key memory.
 *
 * @param number hours since 1970-01-01T00:00Z
 */
public record Bucket(long number) implements Comparable<Bucket> {

    /** The length of every bucket. */
    public static final Duration LENGTH = Duration.ofHours(1);

    /** The bucket of events that carry no readable time. */
    public static final Bucket TIMELESS = new Bucket(Long.MIN_VALUE);

    public static Bucket of(Instant time) {
        return new Bucket(Math.floorDiv(time.getEpochSecond(), LENGTH.toSeconds()));
    }

    public static Bucket of(Optional<Instant> time) {
        return time.map(Bucket::of).orElse(TIMELESS);
    }

    public Bucket next() {
        return new Bucket(number + 1);
    }

    /** The hour it stands for. Not for {@link #TIMELESS}. */
    public Window window() {
        Instant from = Instant.ofEpochSecond(number * LENGTH.toSeconds());
        return new Window(from, from.plus(LENGTH));
    }

    @Override
    public int compareTo(Bucket other) {
        return Long.compare(number, other.number);
    }
}
