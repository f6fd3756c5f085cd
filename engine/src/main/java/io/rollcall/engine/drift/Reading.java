package io.rollcall.engine.drift;

/** What a finished sweep changes: the cells it read, the evidence it gives of the law of lateness, and heat. */
final class Reading {

    /** A look this many times as late as the age of the last one says little about the law. */
    private static final double INFORMATIVE = 2;

    private static final double YOUNG = 30;
    private static final int NEIGHBOURS = 3;
    private static final double SURPRISE = 4;
    private static final double CAP = 6;

    private final Timeline timeline;
    private final Forecast forecast;
    private final Tally tally;
    private final long at;
    private final int first;
    private final int end;
    private final double[] expected;
    private final double[] found;
    private final double[] returned;
    private final double[] heat;
    private final double[] cooling;
    private boolean isSurprise;

    /**
     * @param timeline as it is now, cut at the ends of what was read
     * @param at when the sweep's first request was made
     */
    Reading(Timeline timeline, Forecast forecast, Tally tally, long at) {
        this.timeline = timeline;
        this.forecast = forecast;
        this.tally = tally;
        this.at = at;
        long to = Math.min(at, tally.window().to().toEpochMilli());
        first = timeline.firstFrom(tally.window().from().toEpochMilli());
        int last = first;
        while (last < timeline.size() && timeline.to(last) <= to) {
            last++;
        }
        end = last;
        expected = new double[end - first];
        found = tally.foundPer(timeline);
        returned = tally.returnedPer(timeline);
        heat = timeline.heats();
        cooling = timeline.coolings();
    }

    /** The timeline after the sweep. */
    Timeline read() {
        long[] looks = timeline.looks();
        double[] counts = timeline.counts();
        foresee();
        for (int cell = first; cell < end; cell++) {
            warm(cell);
            looks[cell] = Math.max(looks[cell], at);
            counts[cell] = Math.max(counts[cell] + found[cell], returned[cell]);
        }
        return timeline.with(looks, counts, heat, cooling);
    }

    private void foresee() {
        for (int cell = first; cell < end; cell++) {
            if (timeline.isRead(cell)) {
                double before = forecast.law().seen(timeline.age(cell, timeline.lookedAt(cell)));
                double now = forecast.law().seen(timeline.age(cell, at));
                double size = forecast.size(timeline.known(cell), timeline.minutes(cell), before);
                expected[cell - first] = size * (now - before);
            }
        }
    }

    private void warm(int cell) {
        if (!timeline.isRead(cell)) {
            return;
        }
        double finds = 0;
        double foreseen = 0;
        int cells = 0;
        for (int near = Math.max(first, cell - NEIGHBOURS); near < Math.min(end, cell + NEIGHBOURS + 1); near++) {
            if (timeline.isRead(near)) {
                finds += found[near];
                foreseen += expected[near - first];
                cells++;
            }
        }
        double interval = Math.max(0.1, Minutes.between(timeline.lookedAt(cell), at));
        if (finds - foreseen > SURPRISE * Math.sqrt(foreseen + 1)) {
            isSurprise = true;
            heat[cell] = (finds - foreseen) / cells / interval;
            cooling[cell] = Math.min(Math.max(2, 2 * interval), Math.max(10, timeline.age(cell, at) / 4));
        } else {
            heat[cell] /= 4;
        }
    }

    /** What the sweep says about the law. Cells read for the first time when old, or after a long pause, say next to nothing. */
    Evidence evidence() {
        Learning learning = new Learning(forecast.law());
        for (int cell = first; cell < end; cell++) {
            if (timeline.isRead(cell) && isInformative(cell)) {
                learning.watched(
                        timeline.known(cell), timeline.age(cell, timeline.lookedAt(cell)), timeline.age(cell, at));
            }
        }
        int cell = first;
        for (int i = 0; i < tally.finds(); i++) {
            long time = tally.foundTime(i);
            if (cell < 0 || cell >= end || time < timeline.from(cell) || time >= timeline.to(cell)) {
                cell = timeline.cellAt(time);
            }
            if (cell >= first && cell < end && isInformative(cell)) {
                double since = timeline.isRead(cell) ? Minutes.between(time, timeline.lookedAt(cell)) : 0;
                learning.found(weight(cell), Math.max(0, since), Math.max(0, Minutes.between(time, at)));
            }
        }
        return learning.evidence();
    }

    private boolean isInformative(int cell) {
        double age = timeline.age(cell, at);
        if (!timeline.isRead(cell)) {
            return age <= YOUNG;
        }
        double before = Math.max(YOUNG, timeline.age(cell, timeline.lookedAt(cell)));
        return Minutes.between(timeline.lookedAt(cell), at) <= INFORMATIVE * before;
    }

    /** A flood is heat, not law: what goes far beyond the forecast counts less. */
    private double weight(int cell) {
        if (!timeline.isRead(cell)) {
            return 1;
        }
        double foreseen = expected[cell - first];
        return Math.min(1, (foreseen + CAP * Math.sqrt(foreseen + 1) + CAP / 2) / Math.max(1e-9, found[cell]));
    }

    /** The end of what was read, in milliseconds since the epoch. */
    long readUntil() {
        return end > first ? timeline.to(end - 1) : timeline.start();
    }

    /** Whether more was found than the law allows for. */
    boolean isSurprise() {
        return isSurprise;
    }
}
