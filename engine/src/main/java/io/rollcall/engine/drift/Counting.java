package io.rollcall.engine.drift;

/** How many events a stream has per minute, from the cells of its timeline. */
final class Counting {

    /** Cells this old are counted for the rhythm of the week: young enough to be cut finely, old enough to be nearly complete. */
    static final long RIPE = 115 * Timeline.MINUTE;

    private static final double RECENT = 15;
    private static final double ENOUGH = 50;
    private static final double LONGEST = 24 * 60;
    private static final double FLOOR = 0.25;

    private final Timeline timeline;
    private final Forecast forecast;

    Counting(Timeline timeline, Forecast forecast) {
        this.timeline = timeline;
        this.forecast = forecast;
    }

    /**
     * Events per minute lately: those known in the youngest cells, divided by what of them is visible. Goes back past the median
     * lateness, and further until there are enough events to say; never far below the long-run mean.
     */
    double rate(long now, double mean) {
        double reach = Math.min(LONGEST / 2, forecast.law().ageAt(0.5) + RECENT);
        double known = 0;
        double visible = 0;
        for (int cell = timeline.size() - 1; cell >= 0; cell--) {
            double age = timeline.age(cell, now);
            if (age > LONGEST || (age > reach && known >= ENOUGH)) {
                break;
            }
            if (timeline.isRead(cell)) {
                known += timeline.known(cell);
                visible += timeline.minutes(cell) * forecast.law().seen(timeline.age(cell, timeline.lookedAt(cell)));
            }
        }
        if (visible <= 0.5) {
            return forecast.rate();
        }
        return Math.max(known / visible, Math.max(FLOOR * mean, 1e-4));
    }

    /** A rhythm with the cells that have ripened since. */
    Rhythm rhythm(Rhythm rhythm, long since, long ripe) {
        Rhythm result = rhythm;
        for (int cell = Math.max(0, timeline.firstFrom(since)); cell < timeline.size(); cell++) {
            if (timeline.to(cell) > ripe) {
                break;
            }
            if (timeline.isRead(cell)) {
                result = result.with(timeline.from(cell), forecast.size(timeline, cell), timeline.minutes(cell));
            }
        }
        return result;
    }

    /** The end of the last cell that has ripened. */
    long countedUntil(long since, long ripe) {
        int cell = timeline.cellAt(ripe);
        return cell < 0 ? (timeline.end() <= ripe ? timeline.end() : since) : Math.max(since, timeline.from(cell));
    }
}
