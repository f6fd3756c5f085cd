package io.rollcall.engine.time;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Growing waits with jitter: each doubles the one before up to a limit, and is then shortened at random by up to a half. */
public final class Backoff {

    private final Duration first;
    private final Duration limit;
    private final DoubleSupplier random;
    private int failures;

    /** @param random numbers from 0 to 1 */
    public Backoff(Duration first, Duration limit, DoubleSupplier random) {
        this.first = first;
        this.limit = limit;
        this.random = random;
    }

    public Duration next() {
        Duration full = first.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        Duration capped = full.compareTo(limit) < 0 ? full : limit;
        return Duration.ofMillis((long) (capped.toMillis() * (1 - random.getAsDouble() / 2)));
    }

    public int failures() {
        return failures;
    }

    public void reset() {
        failures = 0;
    }
}
