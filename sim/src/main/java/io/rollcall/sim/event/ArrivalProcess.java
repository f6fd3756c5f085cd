package io.rollcall.sim.event;

import io.rollcall.sim.drift.LoadProfile;
import io.rollcall.sim.random.Draws;
import java.time.Duration;
import java.time.Instant;

/**
 * Poisson arrivals with a mild daily rhythm (least at 02:00 UTC, most at 14:00) and the load of the drift model, made by
 * thinning. Each candidate has its own draws, so the sequence does not depend on when it is asked for.
 */
final class ArrivalProcess {
    private static final double DAILY_SWING = 0.3;
    private static final double DAY_SECONDS = 86_400;
    private static final double PEAK_SECONDS = 14 * 3600;

    private final double perSecond;
    private final LoadProfile load;
    private final double highestLoad;
    private final Instant simulationStart;
    private final long seed;
    private long candidate;
    private long candidateNanos;

    /**
     * @param origin when the first event may happen
     * @param simulationStart zero of the load profile
     */
    ArrivalProcess(
            double perSecond,
            LoadProfile load,
            double highestLoad,
            Instant origin,
            Instant simulationStart,
            long seed) {
        this.perSecond = perSecond;
        this.load = load;
        this.highestLoad = highestLoad;
        this.simulationStart = simulationStart;
        this.seed = seed;
        this.candidateNanos = EpochNanos.of(origin);
    }

    /** Time of the next event in nanoseconds since 1970; {@code Long.MAX_VALUE} if there are none. */
    long next() {
        if (perSecond <= 0) {
            return Long.MAX_VALUE;
        }
        double bound = (1 + DAILY_SWING) * highestLoad;
        while (true) {
            Draws draws = Draws.of(seed, candidate++);
            candidateNanos += Math.max(1, (long) (draws.exponential() / (perSecond * bound) * 1e9));
            if (draws.uniform() * bound < intensity(candidateNanos)) {
                return candidateNanos;
            }
        }
    }

    private double intensity(long nanos) {
        double secondOfDay = Math.floorMod(nanos / 1_000_000_000L, (long) DAY_SECONDS);
        double rhythm =
                1 + DAILY_SWING * StrictMath.cos(2 * StrictMath.PI * (secondOfDay - PEAK_SECONDS) / DAY_SECONDS);
        Duration sinceStart = Duration.between(simulationStart, EpochNanos.instant(nanos));
        return rhythm * load.at(sinceStart);
    }
}
