package io.rollcall.bench.drift;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.FixedPlanner;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.plan.FixedSchedule.Tier;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Planner;
import io.rollcall.engine.plan.Price;
import io.rollcall.engine.plan.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a fixed schedule by the planner that ships, which needs the coverage and nothing else.
 *
 * @param schedule what is read how often
 * @param longest the longest window one sweep may read
 */
record Scheduled(FixedSchedule schedule, Duration longest) implements Collecting {

    private static final Duration FINE = Duration.ofHours(2);
    private static final Duration COARSE = Duration.ofHours(1);

    /** Reads the last {@code lookBack} every {@code every}. */
    static Scheduled overlap(Duration lookBack, Duration every) {
        return new Scheduled(new FixedSchedule(List.of(new Tier(lookBack, every))), lookBack.plus(every));
    }

    /**
     * A schedule that needs no knowledge of lateness: twice as far back, half as often, until all the API remembers is read.
     *
     * @param first how far the first tier looks back
     * @param every how often it is read
     */
    static Scheduled ladder(Duration first, Duration every, Duration retention, Duration longest) {
        List<Tier> tiers = new ArrayList<>();
        Duration lookBack = first;
        Duration pause = every;
        while (lookBack.compareTo(retention) < 0) {
            tiers.add(new Tier(lookBack, pause));
            lookBack = lookBack.multipliedBy(2);
            pause = pause.multipliedBy(2);
        }
        tiers.add(new Tier(retention, pause));
        return new Scheduled(new FixedSchedule(tiers), longest);
    }

    @Override
    public void collect(Line line, List<Stream> streams, Span span) {
        Stream stream = streams.get(0);
        Duration retention = Duration.ofMillis(span.retention());
        Planner planner = new FixedPlanner(schedule);
        DriftModel model = DriftModel.starting(
                Axis.START,
                new LatenessPrior(LatenessPrior.UNDOCUMENTED, retention),
                stream.feed().pageSize());
        Price price = Price.starting(1, Line.LIMIT, 1, Axis.START);
        Coverage coverage = Coverage.NONE;
        int run = 1;
        line.waitUntil(Span.MINUTE);
        while (line.now() < span.end()) {
            Instant now = Axis.at(line.now());
            Plan plan = planner.next(new Situation(model, coverage, List.of(), Axis.START, now, longest, price))
                    .plan();
            if (plan instanceof Plan.Look look) {
                Window window = look.window();
                if (stream.read(Axis.of(window.from()), Axis.of(window.to()), run++)) {
                    Instant coarse =
                            now.minus(schedule.tiers().get(0).lookBack()).minus(FINE);
                    coverage = coverage.swept(window, now).compacted(now.minus(retention), coarse, COARSE);
                }
            } else if (plan instanceof Plan.Rest rest) {
                line.waitUntil(Axis.of(rest.until()));
            }
        }
    }
}
