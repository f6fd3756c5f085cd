package io.rollcall.engine.plan;

import io.rollcall.engine.plan.FixedSchedule.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Schedules of windows that double in length and pause. */
public final class Ladders {

    private Ladders() {}

    /**
     * A schedule that needs no knowledge of lateness: twice as far back, half as often, until all the API remembers is read.
     * Whatever becomes visible at some age is found before it is much more than twice as old.
     *
     * @param first how far the first tier looks back
     * @param every how often it is read
     */
    public static FixedSchedule doubling(Duration first, Duration every, Duration retention) {
        List<Tier> tiers = new ArrayList<>();
        Duration lookBack = first;
        Duration pause = every;
        while (lookBack.compareTo(retention) < 0) {
            tiers.add(new Tier(lookBack, pause));
            lookBack = lookBack.multipliedBy(2);
            pause = pause.multipliedBy(2);
        }
        tiers.add(new Tier(retention, pause));
        return new FixedSchedule(tiers);
    }
}
