package io.rollcall.app.config;

import io.rollcall.engine.budget.RateScope;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often and how far back an account is read.
 *
 * @param initialLookback how far back the first run begins
 * @param driftLimit drift beyond this is a notice
 * @param heartbeat how often each stream tells how far its record is complete; zero for never
 * @param strategy how to decide what to read when
 * @param overlap how much of the newest time the fixed strategy reads each time
 * @param every how often it does
 * @param widenBy how much further it looks back after each result without any event; zero for not at all
 * @param callsPerMinute what the adaptive strategy may use of the API's limit on average; a share of the limit if empty
 * @param pollInterval how often streams that are followed by positions are asked for what is new; empty for as usual
 * @param samplesPerDay how many past windows a day are read again by chance at most
 * @param targetDelay how long nineteen events in twenty may wait; if given, calls are used as needed, callsPerMinute at most
 */
public record Pace(
        Duration initialLookback,
        Duration driftLimit,
        Duration heartbeat,
        Strategy strategy,
        Duration overlap,
        Duration every,
        Duration widenBy,
        Optional<Double> callsPerMinute,
        Optional<Duration> pollInterval,
        int samplesPerDay,
        Optional<Duration> targetDelay) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofMinutes(2);
    private static final int SAMPLES_PER_DAY = 24;

    /** What of a limit may be used to keep a delay, unless the user says otherwise: the rest is for others. */
    private static final double MOST_OF_LIMIT = 0.8;

    /** How to decide what to read when. */
    public enum Strategy {
        /** Overlapping windows in fixed intervals. */
        FIXED,
        /** Where the measured drift says it pays. */
        ADAPTIVE
    }

    static Pace read(Section section) {
        Duration initialLookback = section.optional(
                "initial_lookback", Types.DURATION, Duration.ofHours(24), "How far back the first run begins.");
        Duration driftLimit = section.optional(
                "drift_limit", Types.DURATION, Duration.ofHours(1), "Events later than this raise a notice.");
        Duration heartbeat = section.optional(
                "heartbeat",
                Types.DURATION,
                Duration.ofMinutes(15),
                "How often each stream tells the sink how far its record is complete; 0s for never.");
        Optional<Strategy> wanted = section.maybe(
                "strategy",
                Types.oneOf(Strategy.class),
                "adaptive reads where the measured drift says it pays; fixed reads overlap every so often, and older time"
                        + " daily and weekly. If left out: fixed if overlap, every or widen_by is given, otherwise adaptive.",
                Strategy.ADAPTIVE);
        Optional<Duration> overlap = section.maybe(
                "overlap",
                Types.DURATION,
                "How much of the newest time the fixed strategy reads each time; 1h if left out.",
                OVERLAP);
        Optional<Duration> every = section.maybe(
                "every", Types.DURATION, "How often the fixed strategy reads the newest time; 2m if left out.", EVERY);
        Optional<Duration> widenBy = section.maybe(
                "widen_by",
                Types.DURATION,
                "After each result without any event the newest window of the fixed strategy looks back this much further;"
                        + " not at all if left out.",
                OVERLAP);
        Optional<Double> callsPerMinute = section.maybe(
                "calls_per_minute",
                Types.number(0.01, 100_000),
                "What the adaptive strategy uses of the API's limit on average, for all streams that share it; a tenth of"
                        + " the limit if left out. With target_delay: at most; four fifths of the limit if left out.",
                2.5);
        Optional<Duration> targetDelay = section.maybe(
                "target_delay",
                Types.DURATION,
                "How long 19 events in 20 may wait between becoming visible and being read; the adaptive strategy then uses"
                        + " the calls that takes.",
                Duration.ofMinutes(3));
        Optional<Duration> pollInterval = section.maybe(
                "poll_interval",
                Types.DURATION,
                "How often to ask for what is new where the API is followed by a position of its own; if left out, as the"
                        + " definition says, or else every minute, or as every says. Other streams do not heed it.",
                Duration.ofSeconds(30));
        int samplesPerDay = section.optional(
                "samples_per_day",
                Types.integer(0, 10_000),
                SAMPLES_PER_DAY,
                "How many past windows of each stream, chosen at random, are read again each day to see whether they are as complete"
                        + " as is said; only when nothing else is due and calls are to spare. 0 for none. Streams that are followed by"
                        + " a position do not heed it.");
        boolean isFixedMeant = overlap.isPresent() || every.isPresent() || widenBy.isPresent();
        Pace pace = new Pace(
                initialLookback,
                driftLimit,
                heartbeat,
                wanted.orElse(isFixedMeant ? Strategy.FIXED : Strategy.ADAPTIVE),
                overlap.orElse(OVERLAP),
                every.orElse(EVERY),
                widenBy.orElse(Duration.ZERO),
                callsPerMinute,
                pollInterval,
                samplesPerDay,
                targetDelay);
        pace.check(section);
        boolean isAdaptive = pace.strategy == Strategy.ADAPTIVE;
        belongs(section, "overlap", overlap, !isAdaptive, Strategy.FIXED);
        belongs(section, "every", every, !isAdaptive, Strategy.FIXED);
        belongs(section, "widen_by", widenBy, !isAdaptive, Strategy.FIXED);
        belongs(section, "calls_per_minute", callsPerMinute, isAdaptive, Strategy.ADAPTIVE);
        belongs(section, "target_delay", targetDelay, isAdaptive, Strategy.ADAPTIVE);
        return pace;
    }

    private static void belongs(Section section, String key, Optional<?> value, boolean isHeeded, Strategy strategy) {
        if (value.isPresent() && !isHeeded) {
            String name = strategy.name().toLowerCase(Locale.ROOT);
            section.problem(
                    key,
                    "means something for 'strategy: " + name + "' only; leave it out, or set 'strategy: " + name + "'");
        }
    }

    /** Whether the user has said what the API's limit is to be used for, which goes for all accounts that share it. */
    boolean setsTerms() {
        return callsPerMinute.isPresent() || targetDelay.isPresent();
    }

    /** Whether another pace says the same of the API's limit, or nothing. */
    boolean agreesWith(Pace other) {
        return !setsTerms()
                || !other.setsTerms()
                || (callsPerMinute.equals(other.callsPerMinute) && targetDelay.equals(other.targetDelay));
    }

    private void check(Section section) {
        if (overlap.compareTo(SHORTEST) < 0) {
            section.problem("overlap", "must be at least 1s");
        }
        if (every.compareTo(SHORTEST) < 0) {
            section.problem("every", "must be at least 1s");
        }
        if (pollInterval.isPresent() && pollInterval.get().compareTo(SHORTEST) < 0) {
            section.problem("poll_interval", "must be at least 1s");
        }
        if (every.compareTo(overlap) > 0) {
            section.problem(
                    "every",
                    "must not be longer than overlap, or late events would only be found by the daily re-read");
        }
        if (!heartbeat.isZero() && heartbeat.compareTo(SHORTEST) < 0) {
            section.problem("heartbeat", "must be at least 1s, or 0s for never");
        }
        if (targetDelay.isPresent() && targetDelay.get().compareTo(SHORTEST) < 0) {
            section.problem("target_delay", "must be at least 1s");
        }
    }

    /** These for an API that remembers for {@code retention}; the fixed strategy re-reads older time daily and weekly. */
    public LoopSettings settings(Duration retention) {
        LoopSettings standard = LoopSettings.standard(retention);
        List<FixedSchedule.Tier> tiers = new ArrayList<>(List.of(new FixedSchedule.Tier(overlap, every)));
        standard.schedule().tiers().stream()
                .skip(1)
                .filter(tier -> tier.lookBack().compareTo(overlap) > 0)
                .forEach(tiers::add);
        LoopSettings fixed = new LoopSettings(
                        new FixedSchedule(tiers),
                        initialLookback,
                        widenBy,
                        driftLimit,
                        standard.clockSkewLimit(),
                        standard.maxBatchBytes())
                .heartbeatEvery(heartbeat)
                .sampling(samplesPerDay);
        return strategy == Strategy.ADAPTIVE
                ? fixed.adaptive(AdaptiveSettings.standard().withTarget(targetDelay))
                : fixed;
    }

    /** What calls cost in a rate scope. */
    Tariff tariff(RateScope scope) {
        double limit = Tariff.perMinute(scope);
        if (targetDelay.isPresent()) {
            return Tariff.asNeeded(callsPerMinute.orElse(MOST_OF_LIMIT * limit), limit);
        }
        return callsPerMinute.map(calls -> new Tariff(calls, limit)).orElseGet(() -> Tariff.of(scope));
    }
}
