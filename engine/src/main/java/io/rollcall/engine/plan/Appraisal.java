package io.rollcall.engine.plan;

import io.rollcall.engine.drift.Minutes;
import io.rollcall.engine.drift.Timeline;
import io.rollcall.engine.event.Window;

/** The cells of a timeline at one moment, with what it would bring and cost to read them. Used by one thread. */
final class Appraisal {

    /** From this share of the retention on, a cell not read since weighs as if it had waited twice as long as it may. */
    static final double LAST_CALL = 0.93;

    /** A millisecond: no cell was read less than that ago. */
    private static final double SHORTEST_PAUSE = 1.0 / 60_000;

    private final Timeline timeline;
    private final long now;
    private final double price;
    private final double pageSize;
    private final double[] delay;
    private final double[] heat;
    private final double[] finds;
    private final double[] pages;
    private final double[] pause;
    private final boolean[] isBarred;

    Appraisal(Situation situation, Valuation valuation) {
        timeline = situation.model().timeline();
        now = situation.now().toEpochMilli();
        price = situation.price().perCall();
        pageSize = situation.model().pageSize();
        int size = timeline.size();
        delay = new double[size];
        heat = new double[size];
        finds = new double[size];
        pages = new double[size];
        pause = new double[size];
        isBarred = new boolean[size];
        valuation.appraise(situation.model(), now, delay, heat, finds);
        for (int cell = 0; cell < size; cell++) {
            pages[cell] = (timeline.known(cell) + finds[cell]) / pageSize;
            long since = timeline.isRead(cell) ? timeline.lookedAt(cell) : timeline.from(cell);
            pause[cell] = Math.max(SHORTEST_PAUSE, Minutes.between(since, now));
        }
        situation.setAside().forEach(this::bar);
    }

    /** Excludes the cells a window touches. */
    private void bar(Window window) {
        int first = Math.max(0, timeline.firstFrom(window.from().toEpochMilli() + 1) - 1);
        for (int cell = first;
                cell < timeline.size() && timeline.from(cell) < window.to().toEpochMilli();
                cell++) {
            isBarred[cell] = true;
            ignore(cell);
        }
    }

    /** Reckons with no delay in a cell; it may still be read along. */
    void ignore(int cell) {
        delay[cell] = 0;
        heat[cell] = 0;
    }

    /** Lets cells that have waited too long weigh more than the law gives them. */
    void addSafety(double growth, double youngest, double retention) {
        boolean isNearTheEnd = true;
        for (int cell = 0; cell < timeline.size(); cell++) {
            isNearTheEnd &= isNearTheEnd(cell, retention);
            if (timeline.isRead(cell) && !isBarred[cell]) {
                double overdue = overdue(cell, growth, youngest);
                if (isNearTheEnd && isLastCallDue(cell, retention)) {
                    overdue = Math.max(2, overdue);
                }
                double least = price * Math.max(timeline.known(cell), 1) / pageSize * overdue * overdue;
                delay[cell] = Math.max(delay[cell], least);
            }
        }
    }

    /** How long a cell has waited, as a multiple of what it may. Reckoned from its youngest event. */
    double overdue(int cell, double growth, double youngest) {
        return Minutes.between(timeline.lookedAt(cell), now) / patience(cell, growth, youngest);
    }

    /** How many minutes after it was last read a cell may wait. */
    double patience(int cell, double growth, double youngest) {
        return growth * Math.max(youngest, Minutes.between(timeline.to(cell), timeline.lookedAt(cell)));
    }

    /**
     * Whether a cell is about to be forgotten and was not read since that began.
     *
     * @param retention in minutes
     */
    boolean isLastCallDue(int cell, double retention) {
        return isNearTheEnd(cell, retention)
                && (!timeline.isRead(cell)
                        || Minutes.between(timeline.from(cell), timeline.lookedAt(cell)) < LAST_CALL * retention);
    }

    private boolean isNearTheEnd(int cell, double retention) {
        return Minutes.between(timeline.from(cell), now) > LAST_CALL * retention;
    }

    Timeline timeline() {
        return timeline;
    }

    int size() {
        return timeline.size();
    }

    boolean isBarred(int cell) {
        return isBarred[cell];
    }

    double price() {
        return price;
    }

    double delay(int cell) {
        return delay[cell];
    }

    double heat(int cell) {
        return heat[cell];
    }

    double finds(int cell) {
        return finds[cell];
    }

    /** The delay there will be in a cell some minutes later: it grows with the square of the time since the last look. */
    double delay(int cell, double later) {
        double growth = 1 + later / pause[cell];
        return delay[cell] * growth * growth;
    }

    /** What reading a cell takes, in pages. */
    double pages(int cell) {
        return pages[cell];
    }

    /** How long ago a cell was read, or began if it never was, in minutes. */
    double pause(int cell) {
        return pause[cell];
    }

    /** Calls it takes to read so many pages. */
    static int calls(double pages) {
        return Math.max(1, (int) Math.ceil(pages));
    }
}
