package io.rollcall.sim.drift;

import java.time.Duration;

/** Factor on the rate at which events happen, over simulated time. */
@FunctionalInterface
public interface LoadProfile {
    /** Constant load. */
    LoadProfile EVEN = sinceStart -> 1;

    /** Factor at that time since the start of the simulation; at least 0. */
    double at(Duration sinceStart);
}
