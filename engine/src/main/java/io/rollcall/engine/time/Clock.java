package io.rollcall.engine.time;

import java.time.Duration;
import java.time.Instant;

/** The port through which time comes in: what time it is, and waiting. */
public interface Clock {

    Instant now();

    /** Waits until {@code now()} has moved on by the given duration; returns at once for zero or less. */
    void sleep(Duration duration) throws InterruptedException;

    default void sleepUntil(Instant instant) throws InterruptedException {
        sleep(Duration.between(now(), instant));
    }
}
