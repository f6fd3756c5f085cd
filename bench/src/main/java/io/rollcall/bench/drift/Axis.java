package io.rollcall.bench.drift;

import java.time.Duration;
import java.time.Instant;

/** Where worlds lie on the axis of instants. */
final class Axis {

    /** The beginning of every world, a Monday at midnight. */
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private Axis() {}

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    static long of(Instant instant) {
        return Duration.between(START, instant).toMillis();
    }
}
