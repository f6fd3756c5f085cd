package io.rollcall.engine.plan;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Forecast;
import io.rollcall.engine.drift.LatenessLaw;
import io.rollcall.engine.drift.Minutes;
import io.rollcall.engine.drift.Timeline;

/**
 * The delay the law of lateness lets expect behind the curtain. For a cell of size Λ last read at age v and now of age u it is
 * Λ·(Φ(u) − Φ(v) − (u − v)·F(v)), and what its heat adds.
 */
public final class ExpectedDelay implements Valuation {

    @Override
    public void appraise(DriftModel model, long now, double[] delay, double[] heat, double[] finds) {
        Timeline timeline = model.timeline();
        Forecast forecast = model.forecast();
        for (int cell = 0; cell < timeline.size(); cell++) {
            double age = timeline.age(cell, now);
            if (timeline.isRead(cell)) {
                reread(timeline, cell, forecast, age, now, delay, heat, finds);
            } else {
                double size = forecast.rate() * timeline.minutes(cell);
                delay[cell] = size * forecast.law().waited(age);
                heat[cell] = 0;
                finds[cell] = size * forecast.law().seen(age);
            }
        }
    }

    private static void reread(
            Timeline timeline,
            int cell,
            Forecast forecast,
            double age,
            long now,
            double[] delay,
            double[] heat,
            double[] finds) {
        LatenessLaw law = forecast.law();
        double before = timeline.age(cell, timeline.lookedAt(cell));
        double pause = Minutes.between(timeline.lookedAt(cell), now);
        double seen = law.seen(before);
        double size = forecast.size(timeline.known(cell), timeline.minutes(cell), seen);
        double expected = size * law.piledUp(before, age, seen);
        double cooling = timeline.cooling(cell);
        double hot = 0;
        double hotFinds = 0;
        if (timeline.heat(cell) > 1e-9 && cooling > 0) {
            hotFinds = timeline.heat(cell) * cooling * -Math.expm1(-pause / cooling);
            hot = cooling * (timeline.heat(cell) * pause - hotFinds);
        }
        delay[cell] = expected + hot;
        heat[cell] = hot;
        finds[cell] = size * law.shown(before, age, seen) + hotFinds;
    }
}
