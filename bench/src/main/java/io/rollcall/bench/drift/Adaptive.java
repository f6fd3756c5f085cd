package io.rollcall.bench.drift;

import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.ExpectedDelay;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.plan.Valuation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The planner and the model that ship, for streams that share one budget.
 *
 * @param callsPerMinute the budget, at most
 * @param settings of the planner, and perhaps a delay to keep
 * @param valuation how a stream's cells are valued; {@link ExpectedDelay} is what ships
 * @param longestRest a decision is made again after so many milliseconds, even if the planner sees no reason to
 * @param claims where what is said to be complete is compared with what is
 */
record Adaptive(
        double callsPerMinute,
        AdaptiveSettings settings,
        Function<Stream, Valuation> valuation,
        long longestRest,
        Claims claims)
        implements Collecting {

    @Override
    public void collect(Line line, List<Stream> streams, Span span) {
        Tariff tariff = settings.targetDelay().isPresent()
                ? Tariff.asNeeded(callsPerMinute, Line.LIMIT)
                : new Tariff(callsPerMinute, Line.LIMIT);
        line.onThrottled(() -> tariff.throttled(Axis.at(line.now())));
        List<Steering> all = streams.stream()
                .map(stream -> new Steering(
                        stream.feed(),
                        (event, at) -> stream.deliveries().deliver(event, at, 0),
                        Steering.nothingKnown(stream.feed(), span),
                        settings,
                        valuation.apply(stream),
                        tariff,
                        longestRest))
                .toList();
        line.waitUntil(Span.MINUTE);
        int next = 0;
        while (line.now() < span.end()) {
            boolean hasRead = false;
            for (int i = 0; i < all.size() && !hasRead; i++) {
                Steering steering = all.get((next + i) % all.size());
                if (steering.restsUntil() <= line.now()) {
                    Optional<Plan.Look> look = steering.plan(line.now());
                    look.ifPresent(due -> steering.read(due, line));
                    hasRead = look.isPresent();
                    next = hasRead ? next + i + 1 : next;
                }
            }
            if (!hasRead) {
                line.waitUntil(
                        all.stream().mapToLong(Steering::restsUntil).min().orElse(span.end()));
            }
            claims.compare(line.now(), all.get(0).model(), streams.get(0).deliveries(), span);
        }
    }
}
