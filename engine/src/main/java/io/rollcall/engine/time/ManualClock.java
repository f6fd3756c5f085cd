package io.rollcall.engine.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock that moves only when told to. Sleeping moves it, so that a program driven by it runs through waits at once.
 * Thread-safe.
 */
public final class ManualClock implements Clock {

    private Instant now;
    private Instant steady;

    public ManualClock(Instant start) {
        this.now = start;
        this.steady = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Instant steady() {
        return steady;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while sleeping on a manual clock");
        }
        if (!duration.isNegative()) {
            advance(duration);
        }
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        steady = steady.plus(duration);
    }

    /** Moves the clock to an instant, backwards too: a clock step. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
