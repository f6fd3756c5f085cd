package io.rollcall.bench.drift;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.drift.Tally;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.AdaptivePlanner;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.Decision;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Planner;
import io.rollcall.engine.plan.Price;
import io.rollcall.engine.plan.Situation;
import io.rollcall.engine.plan.Valuation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The planner and the model that ship, driven by a simulated API. */
final class AdaptiveRunner implements Runner {

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration RETENTION = Duration.ofMillis(World.RETENTION);

    private final Planner planner;
    private final double target;
    private final int pageSize;
    private final long longestRest;
    private final Duration documented;
    final java.util.Map<String, long[]> spent = new java.util.TreeMap<>();
    long decisions;
    private long deciding;

    AdaptiveRunner(
            AdaptiveSettings settings, Valuation valuation, double target, int pageSize, Duration documented,
            long longestRest) {
        this.planner = new AdaptivePlanner(settings, valuation);
        this.target = target;
        this.pageSize = pageSize;
        this.documented = documented;
        this.longestRest = longestRest;
    }

    @Override
    public void run(Api api, Deliveries deliveries, long end) {
        DriftModel model = DriftModel.starting(START, new LatenessPrior(documented, RETENTION), pageSize);
        Price price = Price.starting(target, 30, 1, START);
        api.waitUntil(World.MINUTE);
        while (api.now() < end) {
            Instant now = START.plusMillis(api.now());
            long before = System.nanoTime();
            model = model.at(now);
            price = price.at(now);
            Decision decision = planner.next(
                    new Situation(model, Coverage.NONE, List.of(), START, now, Duration.ofDays(40), price));
            deciding += System.nanoTime() - before;
            decisions++;
            if (System.getProperty("trace") != null && api.now() > 4 * World.DAY && api.now() < 4 * World.DAY + 20 * World.MINUTE) System.out.println(now + " " + decision.plan() + " " + decision.motive().explanation());
            if (decision.plan() instanceof Plan.Look look) {
                long calls = api.calls();
                model = read(look.window(), api, deliveries, model, now);
                String key = decision.motive().getClass().getSimpleName() + (look.reason() == Plan.Reason.FRESH ? "+" : "");
                spent.merge(key, new long[] {1, api.calls() - calls}, (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
                boolean isCatchingUp = look.reason() == Plan.Reason.GAP;
                price = price.spent((int) (api.calls() - calls), isCatchingUp, START.plusMillis(api.now()));
            } else if (decision.plan() instanceof Plan.Rest rest) {
                long until = Duration.between(START, rest.until()).toMillis();
                api.waitUntil(Math.min(until, api.now() + longestRest));
            }
        }
    }

    private static DriftModel read(Window window, Api api, Deliveries deliveries, DriftModel model, Instant at) {
        Tally tally = model.tally(window);
        long start = START.toEpochMilli();
        boolean isComplete = api.read(
                window.from().toEpochMilli() - start,
                window.to().toEpochMilli() - start,
                (events, first, last, received) -> take(tally, api, deliveries, events, first, last, received));
        return isComplete ? model.after(tally, at) : model;
    }

    private static void take(
            Tally tally, Api api, Deliveries deliveries, int[] events, int first, int last, long received) {
        for (int i = first; i < last; i++) {
            boolean isNew = deliveries.deliver(events[i], received, 0);
            tally.add(START.toEpochMilli() + api.timeOf(events[i]), isNew);
        }
        tally.endPage();
    }

    double microsPerDecision() {
        return deciding / 1000.0 / decisions;
    }
}
