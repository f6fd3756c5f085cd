package io.rollcall.sim.clock;

import java.time.Duration;
import java.time.Instant;

/** Simulated time that moves only when told to. */
public final class ManualClock implements SimulatedClock {
    private Instant now;

    ManualClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves time forward and returns the new time. */
    public synchronized Instant advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("simulated time cannot run backwards by " + step);
        }
        now = now.plus(step);
        return now;
    }
}
