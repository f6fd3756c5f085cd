package io.rollcall.app;

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
import java.util.Optional;

/**
 * How often and how far back an account is read.
 *
 * @param initialLookback how far back the first run begins
 * @param overlap how much of the newest time is read each time
 * @param every how often that is done
 * @param widenBy how much further to look back after each result without any event; zero for not at all
 * @param driftLimit drift beyond this is a notice
 * @param strategy how to decide what to read when
 * @param callsPerMinute what the adaptive strategy may use of the API's limit on average; a share of the limit if empty
 */
record Pace(
        Duration initialLookback,
        Duration overlap,
        Duration every,
        Duration widenBy,
        Duration driftLimit,
        Strategy strategy,
        Optional<Double> callsPerMinute) {

    /** How to decide what to read when. */
    enum Strategy {
        /** Overlapping windows in fixed intervals. */
        FIXED,
        /** Where the measured drift says it pays. */
        ADAPTIVE
    }

    static Pace read(Section section) {
        Duration shortest = Duration.ofSeconds(1);
        Duration overlap = section.optional(
                "overlap", Types.DURATION, Duration.ofMinutes(60), "How much of the newest time is read each time.");
        Duration every =
                section.optional("every", Types.DURATION, Duration.ofMinutes(2), "How often the newest time is read.");
        if (overlap.compareTo(shortest) < 0) {
            section.problem("overlap", "must be at least 1s");
        }
        if (every.compareTo(shortest) < 0) {
            section.problem("every", "must be at least 1s");
        }
        if (every.compareTo(overlap) > 0) {
            section.problem(
                    "every",
                    "must not be longer than overlap, or late events would only be found by the daily re-read");
        }
        return new Pace(
                section.optional(
                        "initial_lookback", Types.DURATION, Duration.ofHours(24), "How far back the first run begins."),
                overlap,
                every,
                section.optional(
                        "widen_by",
                        Types.DURATION,
                        Duration.ZERO,
                        "After each result without any event the newest window looks back this much further; 0s for not at all."),
                section.optional(
                        "drift_limit", Types.DURATION, Duration.ofHours(1), "Events later than this raise a notice."),
                section.optional(
                        "strategy",
                        Types.oneOf(Strategy.class),
                        Strategy.FIXED,
                        "fixed reads overlap every so often, and older time daily and weekly; adaptive reads where the"
                                + " measured drift says it pays, and needs neither overlap nor every."),
                section.maybe(
                        "calls_per_minute",
                        Types.number(0.01, 100_000),
                        "What the adaptive strategy uses of the API's limit on average, for all streams that share it;"
                                + " a tenth of the limit if left out.",
                        2.5));
    }

    /** These for an API that remembers for {@code retention}; older time is re-read daily and weekly. */
    LoopSettings settings(Duration retention) {
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
                standard.maxBatchBytes());
        return strategy == Strategy.ADAPTIVE ? fixed.adaptive(AdaptiveSettings.standard()) : fixed;
    }

    /** What calls cost in a rate scope. */
    Tariff tariff(RateScope scope) {
        return callsPerMinute
                .map(calls -> new Tariff(calls, Tariff.perMinute(scope)))
                .orElseGet(() -> Tariff.of(scope));
    }
}
