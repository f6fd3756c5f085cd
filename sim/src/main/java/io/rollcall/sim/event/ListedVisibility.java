package io.rollcall.sim.event;

import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.random.Draws;
import java.time.Duration;
import java.time.Instant;

/** Visibility in a listing: late by the drift model, and revised some minutes to hours afterwards. */
public final class ListedVisibility implements Visibility {
    private static final double SECOND_REVISION = 0.25;
    private static final double REVISION_DELAY_NANOS = Duration.ofMinutes(20).toNanos();

    private static final long LATENESS = 1;
    private static final long REVISIONS = 2;
    private static final long REVISION_DELAYS = 3;

    private final DriftModel drift;
    private final Instant simulationStart;
    private final double revisionProbability;
    private final long seed;

    /** @param revisionProbability share of the events that get at least one further state */
    public ListedVisibility(DriftModel drift, Instant simulationStart, double revisionProbability, long seed) {
        this.drift = drift;
        this.simulationStart = simulationStart;
        this.revisionProbability = revisionProbability;
        this.seed = seed;
    }

    @Override
    public long firstShown(int index, long arrivalNanos) {
        Duration sinceStart = Duration.between(simulationStart, EpochNanos.instant(arrivalNanos));
        Duration lateness = drift.latenessOf(sinceStart, Draws.of(seed, index, LATENESS));
        return arrivalNanos + lateness.toNanos();
    }

    @Override
    public int revisions(int index) {
        Draws draws = Draws.of(seed, index, REVISIONS);
        if (!draws.chance(revisionProbability)) {
            return 0;
        }
        return draws.chance(SECOND_REVISION) ? 2 : 1;
    }

    @Override
    public long revisionShown(int index, int revision, long firstShownNanos) {
        Draws draws = Draws.of(seed, index, REVISION_DELAYS);
        long shown = firstShownNanos;
        for (int step = 0; step < revision; step++) {
            shown += (long) (REVISION_DELAY_NANOS * draws.exponential()) + 1_000_000;
        }
        return shown;
    }
}
