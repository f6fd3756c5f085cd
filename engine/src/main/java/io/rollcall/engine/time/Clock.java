package io.rollcall.engine.time;

import java.time.Duration;
import java.time.Instant;

/** The port through which time comes in: what time it is, and waiting. */
public interface Clock {

    Instant now();

    /**
     * A time that nobody sets: it runs on evenly when somebody sets the clock. Only differences between two of its readings mean
     * something. What is waited for, and what is allowed again after a while, is reckoned by it.
     */
    default Instant steady() {
        return now();
    }

    /** Waits until {@code steady()} has moved on by the given duration; returns at once for zero or less. */
    void sleep(Duration duration) throws InterruptedException;

    /** Waits until {@code steady()} shows an instant. */
    default void sleepUntil(Instant instant) throws InterruptedException {
        sleep(Duration.between(steady(), instant));
    }
}
