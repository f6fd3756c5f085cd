package io.rollcall.engine.drift;

/**
 * What to expect of the cells of a timeline: how many events each has in the end, how many of them are visible, and how long those
 * have been waiting.
 */
public final class Forecast {

    private final LatenessLaw law;
    private final double rate;

    /** @param rate events per minute */
    Forecast(LatenessLaw law, double rate) {
        this.law = law;
        this.rate = rate;
    }

    public LatenessLaw law() {
        return law;
    }

    /** Events per minute. */
    public double rate() {
        return rate;
    }

    /**
     * Events a cell will have had in the end: what is known, corrected for what was not visible yet when it was last read; for
     * little known, near what its length lets expect (Gamma–Poisson).
     *
     * @param known events known in it
     * @param minutes its length
     * @param seen the share of events visible when it was last read
     */
    public double size(double known, double minutes, double seen) {
        return (1 + known) / (1 / (rate * minutes) + seen);
    }

    /** The same for a cell of a timeline that was or was not read. */
    double size(Timeline timeline, int cell) {
        if (!timeline.isRead(cell)) {
            return rate * timeline.minutes(cell);
        }
        double seen = law.seen(timeline.age(cell, timeline.lookedAt(cell)));
        return size(timeline.known(cell), timeline.minutes(cell), seen);
    }

    /** Events a cell does not show yet. */
    double missing(Timeline timeline, int cell) {
        if (!timeline.isRead(cell)) {
            return rate * timeline.minutes(cell);
        }
        double seen = law.seen(timeline.age(cell, timeline.lookedAt(cell)));
        return size(timeline.known(cell), timeline.minutes(cell), seen) * (1 - seen);
    }
}
