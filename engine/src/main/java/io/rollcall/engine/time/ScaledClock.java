package io.rollcall.engine.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that starts at a given instant and runs faster (or slower) than another one by a constant factor. */
public final class ScaledClock implements Clock {

    private final Clock base;
    private final Instant baseStart;
    private final Instant start;
    private final double scale;

    /** @param scale seconds of this clock per second of the base clock, more than zero */
    public ScaledClock(Clock base, Instant start, double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale must be positive: " + scale);
        }
        this.base = base;
        this.baseStart = base.steady();
        this.start = start;
        this.scale = scale;
    }

    @Override
    public Instant now() {
        return start.plus(times(Duration.between(baseStart, base.steady()), scale));
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        base.sleep(times(duration, 1 / scale));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos(Math.round(duration.toNanos() * factor));
    }
}
