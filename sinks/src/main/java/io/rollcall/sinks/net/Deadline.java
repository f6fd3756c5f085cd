package io.rollcall.sinks.net;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The end of a time allowed for something on the network. It runs on the monotonic timer that also drives the waiting in
 * selectors, not on the time of day, which may be set.
 */
public final class Deadline {

    private final long endNanos;
    private final String lateness;

    private Deadline(long endNanos, String lateness) {
        this.endNanos = endNanos;
        this.lateness = lateness;
    }

    /** @param lateness what to say when the time is over */
    public static Deadline in(Duration duration, String lateness) {
        return new Deadline(System.nanoTime() + duration.toNanos(), lateness);
    }

    /**
     * The time left, rounded up to a millisecond.
     *
     * @throws SocketTimeoutException if there is none
     */
    long millisLeft() throws SocketTimeoutException {
        long nanos = endNanos - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException(lateness);
        }
        return nanos / 1_000_000 + 1;
    }
}
