package io.rollcall.engine.loop;

import io.rollcall.engine.drift.Flicker;
import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.source.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Which events a sweep of at least one whole hour returned, to be compared with those that are known. Used by one thread at a time. */
final class Attendance {

    /** What is nearer to being forgotten may be absent for good reason. */
    private static final double REMEMBERED = 0.9;

    private long[] present = new long[0];
    private int count;
    private long absent;
    /** Whether there is an hour to compare, on the axis of the window. */
    private boolean isComparable;

    /** @param window that is read; empty if it is none */
    Attendance(Optional<Window> window) {
        isComparable = window.filter(
                        asked -> !firstHour(asked.from()).window().to().isAfter(asked.to()))
                .isPresent();
    }

    private static Bucket firstHour(Instant from) {
        return Bucket.of(from.minusNanos(1)).next();
    }

    void add(Page page) {
        isComparable &= page.item().isEmpty();
        for (Event event : page.events()) {
            isComparable &= event.time().isPresent() && event.time().equals(event.position());
            if (!isComparable) {
                return;
            }
            if (count == present.length) {
                present = Arrays.copyOf(present, Math.max(64, 2 * count));
            }
            present[count++] = event.key().high();
        }
    }

    /**
     * What a sweep that came to its end shows of flicker.
     *
     * @param window it read
     * @param lookedAt when it began
     * @param retention how long the API remembers
     */
    Flicker judged(Flicker before, Window window, Instant lookedAt, KeyMemory memory, Duration retention) {
        Instant horizon = lookedAt.minusMillis((long) (REMEMBERED * retention.toMillis()));
        Flicker flicker = before.at(lookedAt, horizon);
        if (!isComparable) {
            return flicker;
        }
        Arrays.sort(present, 0, count);
        Instant from = window.from().isAfter(horizon) ? window.from() : horizon;
        Instant to = window.to().isBefore(lookedAt) ? window.to() : lookedAt;
        for (Bucket hour = firstHour(from); !hour.window().to().isAfter(to); hour = hour.next()) {
            long[] known = memory.on(new Shelf(KeySpace.EVENT, hour)).halves();
            long[] missing = missing(known);
            absent += missing.length;
            flicker = known.length == 0 ? flicker : flicker.after(hour, known.length, missing);
        }
        return flicker;
    }

    /** How many known events of whole hours a sweep that has been judged did not return. */
    long absent() {
        return absent;
    }

    private long[] missing(long[] known) {
        return Arrays.stream(known)
                .filter(key -> Arrays.binarySearch(present, 0, count, key) < 0)
                .toArray();
    }
}
