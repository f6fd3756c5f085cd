package io.rollcall.app.demo;

import io.rollcall.sim.drift.DriftModel;
import java.time.Duration;
import java.time.Instant;

/**
 * What happens in the demo. All times are simulated.
 *
 * @param seed equal seeds give equal events
 * @param drift how late events become visible
 * @param eventsPerHour mean, before the rhythm of the day
 * @param start when it begins
 * @param happening for how long events happen
 * @param afterwards how long all collectors go on once the last event has become visible
 * @param overlap how much the paper's script reads each time
 * @param interval time from one poll to the next, of the models; Rollcall decides for itself
 */
public record DemoPlan(
        long seed,
        DriftModel drift,
        int eventsPerHour,
        Instant start,
        Duration happening,
        Duration afterwards,
        Duration overlap,
        Duration interval) {

    /**
     * Six hours of sign-ins, of which one in seven is about two hours late, and then ten hours in which everything can be
     * read again.
     */
    public static DemoPlan standard(long seed) {
        return new DemoPlan(
                seed,
                DriftModel.named("bimodal"),
                320,
                Instant.parse("2026-03-02T08:00:00Z"),
                Duration.ofHours(6),
                Duration.ofHours(10),
                Duration.ofMinutes(60),
                Duration.ofMinutes(2));
    }

    Instant happeningEnds() {
        return start.plus(happening);
    }
}
