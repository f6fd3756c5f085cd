package io.rollcall.engine.plan;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Plan.Look;
import io.rollcall.engine.plan.Plan.Rest;
import java.time.Instant;

/** What a planner decided, and why. */
public record Decision(Plan plan, Motive motive) {

    static Decision look(Window window, Motive motive) {
        return new Decision(new Look(window, motive.reason()), motive);
    }

    static Decision rest(Instant until, Motive motive) {
        return new Decision(new Rest(until), motive);
    }
}
