package io.rollcall.sim.event;

import java.time.Instant;

/** Instants as nanoseconds since 1970, which reach from the year 1678 to 2262; instants outside count as the bounds. */
public final class EpochNanos {
    private static final long PER_SECOND = 1_000_000_000L;

    private static final Instant LEAST = instant(Long.MIN_VALUE);
    private static final Instant GREATEST = instant(Long.MAX_VALUE);

    private EpochNanos() {}

    public static long of(Instant instant) {
        if (instant.isBefore(LEAST)) {
            return Long.MIN_VALUE;
        }
        if (instant.isAfter(GREATEST)) {
            return Long.MAX_VALUE;
        }
        if (instant.getEpochSecond() < 0) {
            return Math.multiplyExact(instant.getEpochSecond() + 1, PER_SECOND) + (instant.getNano() - PER_SECOND);
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano());
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }

    /** The same or an earlier time with that many fractional digits of a second, 0 to 9. */
    static long truncate(long nanos, int fractionDigits) {
        long unit = PER_SECOND;
        for (int digit = 0; digit < fractionDigits; digit++) {
            unit /= 10;
        }
        return Math.floorDiv(nanos, unit) * unit;
    }
}
