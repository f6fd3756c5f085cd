package io.rollcall.sim.clock;

import java.time.Instant;
import java.util.function.LongSupplier;

/** Simulated time that runs at a constant multiple of real time. */
final class ScaledClock implements SimulatedClock {
    private final Instant start;
    private final double scale;
    private final LongSupplier nanoTime;
    private final long anchor;

    ScaledClock(Instant start, double scale, LongSupplier nanoTime) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(
                    "time scale must be a positive number of simulated seconds" + " per real second, but is " + scale);
        }
        this.start = start;
        this.scale = scale;
        this.nanoTime = nanoTime;
        this.anchor = nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos((long) ((nanoTime.getAsLong() - anchor) * scale));
    }
}
