package io.rollcall.verify.conservation;

import io.rollcall.engine.time.Clock;
import io.rollcall.sim.clock.ManualClock;
import io.rollcall.sim.clock.SimulatedClock;
import java.time.Duration;
import java.time.Instant;

/** The one time the simulator and the collector live in. It moves only when the collector sleeps. Thread-safe. */
final class SharedTime implements Clock {

    private final ManualClock time;

    SharedTime(Instant start) {
        this.time = SimulatedClock.manual(start);
    }

    /** The same time, as the simulator reads it. */
    SimulatedClock simulated() {
        return time;
    }

    @Override
    public Instant now() {
        return time.instant();
    }

    @Override
    public void sleep(Duration duration) {
        if (!duration.isNegative()) {
            time.advance(duration);
        }
    }
}
