package io.rollcall.engine.drift;

import java.time.Duration;

/** Spans of time as floating-point minutes, the unit in which the model reckons. */
public final class Minutes {

    static final double MILLIS = 60_000;

    private Minutes() {}

    public static double of(Duration duration) {
        return duration.toMillis() / MILLIS;
    }

    /** The time from one instant to another, both in milliseconds since the epoch. */
    public static double between(long fromMillis, long toMillis) {
        return (toMillis - fromMillis) / MILLIS;
    }

    /** Rounded to milliseconds. */
    public static Duration toDuration(double minutes) {
        return Duration.ofMillis(Math.round(minutes * MILLIS));
    }

    /** Rounded to milliseconds. */
    public static long toMillis(double minutes) {
        return Math.round(minutes * MILLIS);
    }
}
