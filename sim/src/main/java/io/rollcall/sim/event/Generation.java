package io.rollcall.sim.event;

import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.random.Draws;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Law by which events happen.
 *
 * @param seed the one number on which everything depends
 * @param eventsPerSecond mean rate of one tenant over all its streams, in simulated time, before load and daily rhythm
 * @param shares weight of each populated stream; need not add up to 1
 * @param origin when events begin to happen
 * @param simulationStart zero of the drift model
 * @param end when events stop happening
 * @param revisionProbability share of sign-ins that are served again with changed content
 */
public record Generation(
        long seed,
        DriftModel drift,
        double eventsPerSecond,
        Map<StreamKind, Double> shares,
        Instant origin,
        Instant simulationStart,
        Instant end,
        double revisionProbability) {

    public Generation {
        if (!(eventsPerSecond >= 0)) {
            throw new IllegalArgumentException("events per second must not be negative, but are " + eventsPerSecond);
        }
        shares = Map.copyOf(shares);
    }

    /** Seed of everything about one stream of one tenant. */
    public long seedOf(String tenantId, StreamKind stream) {
        return Draws.of(seed, Draws.part(tenantId), Draws.part(stream.streamName()))
                .next();
    }

    /** Visibility in a listing, for streams that are not published in blobs. */
    public Visibility listed(String tenantId, StreamKind stream) {
        double probability = stream.revisable() ? revisionProbability : 0;
        return new ListedVisibility(drift, simulationStart, probability, seedOf(tenantId, stream));
    }

    /** Mean rate of one stream, events per simulated second. */
    public double rate(StreamKind stream) {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        return sum == 0 ? 0 : eventsPerSecond * shares.getOrDefault(stream, 0.0) / sum;
    }

    Timeline timeline(String tenantId, StreamKind stream, Visibility visibility) {
        long streamSeed = seedOf(tenantId, stream);
        ArrivalProcess arrivals = new ArrivalProcess(
                rate(stream), drift.load(), drift.highestLoad(), origin, simulationStart, streamSeed);
        boolean wholeSeconds = stream.published() || stream == StreamKind.ENTRA_PROVISIONING;
        IntUnaryOperator digits = wholeSeconds ? FractionDigits.none() : FractionDigits.mixed(streamSeed);
        return new Timeline(tenantId, stream, arrivals, visibility, digits, end);
    }
}
