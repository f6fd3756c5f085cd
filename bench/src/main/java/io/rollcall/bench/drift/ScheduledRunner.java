package io.rollcall.bench.drift;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.FixedPlanner;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.plan.Planner;
import io.rollcall.engine.plan.Price;
import io.rollcall.engine.plan.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Follows a fixed schedule by the planner that ships, which needs the coverage and nothing else. */
record ScheduledRunner(FixedSchedule schedule, Duration maxSpan) implements Runner {

    private static final Instant START = AdaptiveRunner.START;
    private static final Duration RETENTION = Duration.ofMillis(World.RETENTION);
    private static final Duration FINE = Duration.ofHours(2);
    private static final Duration COARSE = Duration.ofHours(1);

    @Override
    public void run(Api api, Deliveries deliveries, long end) {
        Planner planner = new FixedPlanner(schedule);
        DriftModel model = DriftModel.starting(START, new LatenessPrior(LatenessPrior.UNDOCUMENTED, RETENTION), 1000);
        Price price = Price.starting(1, 30, 1, START);
        Coverage[] coverage = {Coverage.NONE};
        int[] run = {1};
        api.waitUntil(World.MINUTE);
        while (api.now() < end) {
            Instant now = START.plusMillis(api.now());
            planner.next(new Situation(model, coverage[0], List.of(), START, now, maxSpan, price))
                    .plan()
                    .fold(
                            look -> {
                                coverage[0] = read(look.window(), api, deliveries, run[0]++, coverage[0]);
                                return now;
                            },
                            rest -> {
                                api.waitUntil(Duration.between(START, rest.until()).toMillis());
                                return now;
                            });
        }
    }

    private Coverage read(Window window, Api api, Deliveries deliveries, int run, Coverage coverage) {
        Instant at = START.plusMillis(api.now());
        boolean isComplete = api.read(
                Duration.between(START, window.from()).toMillis(),
                Duration.between(START, window.to()).toMillis(),
                (events, first, last, received) -> {
                    for (int i = first; i < last; i++) {
                        deliveries.deliver(events[i], received, run);
                    }
                });
        Instant coarse = at.minus(schedule.tiers().get(0).lookBack()).minus(FINE);
        return isComplete
                ? coverage.swept(window, at).compacted(at.minus(RETENTION), coarse, COARSE)
                : coverage;
    }
}
