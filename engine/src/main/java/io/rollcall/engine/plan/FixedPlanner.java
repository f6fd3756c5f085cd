package io.rollcall.engine.plan;

import java.time.Duration;
import java.time.Instant;

/** A planner that follows a fixed schedule, whatever the model says. */
public record FixedPlanner(FixedSchedule schedule) implements Planner {

    @Override
    public Decision next(Situation situation) {
        Instant now = situation.now();
        Plan plan = schedule.next(
                situation.coverage(), situation.since(), now, situation.model().retention(), situation.maxSpan());
        return plan.fold(
                look -> new Decision(look, new Motive.Scheduled(look.reason())),
                rest -> new Decision(rest, new Motive.NotDue(Duration.between(now, rest.until()))));
    }
}
