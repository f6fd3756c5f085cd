package io.rollcall.sim.clock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Source of simulated time. Never runs backwards; may be read from any thread. */
public interface SimulatedClock extends InstantSource {
    @Override
    Instant instant();

    /**
     * Clock that starts at {@code start} now and runs {@code scale} simulated seconds per elapsed real second.
     *
     * @param nanoTime monotonic real time in nanoseconds, such as {@code System::nanoTime}
     */
    static SimulatedClock scaled(Instant start, double scale, LongSupplier nanoTime) {
        return new ScaledClock(start, scale, nanoTime);
    }

    /** Clock that stands still until it is advanced. */
    static ManualClock manual(Instant start) {
        return new ManualClock(start);
    }
}
