package io.rollcall.bench.size;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Events that happened evenly over a stretch of time, each made again from its number whenever it is asked for.
 *
 * @param window when they happened
 * @param events how many there are
 */
record History(Window window, long events) {

    private static final Slice BODY = Slice.utf8("{}");

    History {
        if (events < 1) {
            throw new IllegalArgumentException("there must be events, not " + events);
        }
    }

    /** Number of the first event that happened at an instant or later. */
    long firstFrom(Instant instant) {
        double share = (double) Duration.between(window.from(), instant).toMillis()
                / window.length().toMillis();
        return Math.max(0, Math.min(events, (long) Math.ceil(share * events)));
    }

    /** The shortest window that ends with the last event and holds so many. */
    Window last(long count) {
        double share = Math.min(1, (double) count / events);
        return Window.endingAt(
                window.to(), Duration.ofMillis((long) (window.length().toMillis() * share)));
    }

    Instant time(long number) {
        return window.from().plusMillis((long) ((double) window.length().toMillis() * number / events));
    }

    EventKey key(long number) {
        return new EventKey(scattered(2 * number), scattered(2 * number + 1));
    }

    long checksum(long number) {
        return scattered(~number);
    }

    Event event(long number) {
        Optional<Instant> time = Optional.of(time(number));
        return new Event(key(number), checksum(number), time, time, BODY);
    }

    /** A bijection of 64-bit numbers without visible order: the finisher of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long scattered(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
