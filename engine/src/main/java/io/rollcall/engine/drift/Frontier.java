package io.rollcall.engine.drift;

/**
 * The youngest event time before which few enough events are still missing: at most a given share of those of the day before it,
 * or of as many days as it takes to have enough events to speak of a share.
 */
final class Frontier {

    private static final long DAY = 24 * 60 * Timeline.MINUTE;

    private final double share;

    /** @param share the bound; what is published keeps below half of it */
    Frontier(double share) {
        this.share = share;
    }

    /** The frontier; the timeline's start if there is none. Nothing after a cell that was never read is behind it. */
    long of(Timeline timeline, Forecast forecast, long now) {
        int read = 0;
        while (read < timeline.size() && timeline.isRead(read)) {
            read++;
        }
        double[] missing = new double[read + 1];
        double[] known = new double[read + 1];
        for (int cell = 0; cell < read; cell++) {
            missing[cell + 1] = missing[cell] + forecast.missing(timeline, cell) + stillHot(timeline, cell, now);
            known[cell + 1] = known[cell] + timeline.known(cell);
        }
        for (int end = read; end > 0; end--) {
            int from = Math.max(0, Math.min(end - 1, timeline.cellAt(timeline.to(end - 1) - DAY)));
            while (from > 0 && known[end] - known[from] < 1 / share) {
                from--;
            }
            if (missing[end] - missing[from] <= share / 2 * Math.max(1 / share, known[end] - known[from])) {
                return timeline.to(end - 1);
            }
        }
        return timeline.start();
    }

    private static double stillHot(Timeline timeline, int cell, long now) {
        double cooling = timeline.cooling(cell);
        return cooling > 0
                ? timeline.heat(cell) * cooling * Math.exp(-Minutes.between(timeline.lookedAt(cell), now) / cooling)
                : 0;
    }
}
