package io.rollcall.bench.drift;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.drift.Tally;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.AdaptivePlanner;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.Demand;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Planner;
import io.rollcall.engine.plan.Situation;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.plan.Valuation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One stream planned by its drift. */
final class Steering {

    /** Takes in an event; says whether it is new. */
    interface Intake {
        boolean deliver(int event, long at);
    }

    /** What the vendor is taken to document. */
    private static final Duration DOCUMENTED = Duration.ofMinutes(5);

    private final Feed feed;
    private final Intake intake;
    private final Demand demand;
    private final Planner planner;
    private final Tariff tariff;
    private final Duration longestWindow;
    private final long longestRest;
    private DriftModel model;
    private long restsUntil;

    /** @param longestRest a decision is made again after so many milliseconds, even if the planner sees no reason to */
    Steering(
            Feed feed,
            Intake intake,
            DriftModel model,
            AdaptiveSettings settings,
            Valuation valuation,
            Tariff tariff,
            long longestRest) {
        this.feed = feed;
        this.intake = intake;
        this.model = model;
        this.demand = new Demand(settings, tariff);
        this.planner = new AdaptivePlanner(settings, valuation);
        this.tariff = tariff;
        this.longestWindow = model.retention().multipliedBy(2);
        this.longestRest = longestRest;
    }

    static LatenessPrior prior(Span span) {
        return new LatenessPrior(DOCUMENTED, Duration.ofMillis(span.retention()));
    }

    /** The model of a stream of which nothing is known. */
    static DriftModel nothingKnown(Feed feed, Span span) {
        return DriftModel.starting(Axis.START, prior(span), feed.pageSize());
    }

    DriftModel model() {
        return model;
    }

    /** When there is something to decide again. */
    long restsUntil() {
        return restsUntil;
    }

    /** What to read now; empty if there is reason to rest, and {@link #restsUntil} says how long. */
    Optional<Plan.Look> plan(long millis) {
        Instant now = Axis.at(millis);
        model = model.at(now);
        demand.reckon(model, now);
        Plan plan = planner.next(new Situation(
                        model,
                        Coverage.NONE,
                        List.of(),
                        Axis.START,
                        now,
                        longestWindow,
                        tariff.at(now, model.eventsPerMinute())))
                .plan();
        if (plan instanceof Plan.Look look) {
            return Optional.of(look);
        }
        Instant until = plan.fold(look -> now, Plan.Rest::until);
        restsUntil = Math.min(Axis.of(until), millis + longestRest);
        return Optional.empty();
    }

    /** Reads what was planned, and learns from it. */
    void read(Plan.Look look, Line line) {
        long calls = line.calls();
        read(look.window(), Axis.at(line.now()));
        boolean isCatchingUp = look.reason() == Plan.Reason.GAP;
        tariff.spent((int) (line.calls() - calls), isCatchingUp, Axis.at(line.now()));
    }

    private void read(Window window, Instant at) {
        Tally tally = model.tally(window);
        World world = feed.world();
        boolean isComplete =
                feed.read(Axis.of(window.from()), Axis.of(window.to()), (events, first, last, received) -> {
                    for (int i = first; i < last; i++) {
                        boolean isNew = intake.deliver(events[i], received);
                        tally.add(Axis.START.toEpochMilli() + world.times()[events[i]], isNew);
                    }
                    tally.endPage();
                });
        if (isComplete) {
            model = model.after(tally, at);
        }
    }
}
