package io.rollcall.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's clock. */
public final class SystemClock implements Clock {

    private static final Instant START = Instant.now();
    private static final long START_NANOS = System.nanoTime();

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Instant steady() {
        return START.plusNanos(System.nanoTime() - START_NANOS);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (!duration.isNegative() && !duration.isZero()) {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
    }
}
