package io.rollcall.sim.drift;

import io.rollcall.sim.random.Draws;
import java.time.Duration;

/** Distribution of the time from an event to the moment the API shows it. */
@FunctionalInterface
public interface LatenessLaw {
    /**
     * Lateness of one event, never negative.
     *
     * @param sinceStart when the event happened, counted from the start of the simulation; negative for history
     */
    Duration of(Duration sinceStart, Draws draws);
}
