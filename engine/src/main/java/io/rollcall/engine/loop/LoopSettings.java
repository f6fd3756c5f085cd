package io.rollcall.engine.loop;

import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.plan.Sampling;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user decides about a stream.
 *
 * @param schedule when to read what
 * @param initialLookback how far back the first run begins
 * @param widenBy how much further the newest window looks back after each result without any event; zero for not at all
 * @param driftLimit drift beyond this is a notice
 * @param clockSkewLimit a difference between our clock and the API's beyond this is a notice
 * @param maxBatchBytes a batch handed to the sink holds no more than this, unless a single event does
 * @param heartbeat how often to tell how far the record is complete; zero for never
 * @param adaptive how to plan by the measured drift instead of by the schedule; empty to follow the schedule
 * @param pollInterval how long a stream that is followed by positions rests at its end; empty for as often as the rest says
 * @param sampling how often past windows are read again by chance
 */
public record LoopSettings(
        FixedSchedule schedule,
        Duration initialLookback,
        Duration widenBy,
        Duration driftLimit,
        Duration clockSkewLimit,
        long maxBatchBytes,
        Duration heartbeat,
        Optional<AdaptiveSettings> adaptive,
        Optional<Duration> pollInterval,
        Sampling sampling) {

    /** Settings that follow the schedule, without a heartbeat and without samples. */
    public LoopSettings(
            FixedSchedule schedule,
            Duration initialLookback,
            Duration widenBy,
            Duration driftLimit,
            Duration clockSkewLimit,
            long maxBatchBytes) {
        this(
                schedule,
                initialLookback,
                widenBy,
                driftLimit,
                clockSkewLimit,
                maxBatchBytes,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                new Sampling(0));
    }

    /** These settings, planned by the measured drift. */
    public LoopSettings adaptive(AdaptiveSettings settings) {
        return with(heartbeat, Optional.of(settings), pollInterval, sampling);
    }

    /** These settings with a heartbeat. */
    public LoopSettings heartbeatEvery(Duration period) {
        return with(period, adaptive, pollInterval, sampling);
    }

    /** These settings, for a stream that is followed by positions and asked this often for what is new. */
    public LoopSettings pollingEvery(Duration interval) {
        return with(heartbeat, adaptive, Optional.of(interval), sampling);
    }

    /** These settings, with so many past windows a day at most read again by chance. */
    public LoopSettings sampling(int perDay) {
        return with(heartbeat, adaptive, pollInterval, new Sampling(perDay));
    }

    private LoopSettings with(
            Duration newHeartbeat,
            Optional<AdaptiveSettings> newAdaptive,
            Optional<Duration> newPollInterval,
            Sampling newSampling) {
        return new LoopSettings(
                schedule,
                initialLookback,
                widenBy,
                driftLimit,
                clockSkewLimit,
                maxBatchBytes,
                newHeartbeat,
                newAdaptive,
                newPollInterval,
                newSampling);
    }

    /** How often the newest events are asked for at least. */
    Duration longestPause() {
        return adaptive.map(AdaptiveSettings::longestPause)
                .orElse(schedule.tiers().get(0).every());
    }

    /** The defaults for an API that remembers for {@code retention}. */
    public static LoopSettings standard(Duration retention) {
        return new LoopSettings(
                FixedSchedule.standard(retention),
                Duration.ofHours(24),
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                8L << 20);
    }
}
