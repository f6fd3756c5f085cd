package io.rollcall.engine.drift;

import io.rollcall.engine.event.Window;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a sweep returns, counted as it comes: records per cell, and the events found. The cells are those of the model that began
 * it; the model may go on meanwhile. A sweep that does not come to its end leaves no trace in the model: its tally is dropped. Used
 * by one thread at a time.
 */
public final class Tally {

    private final Timeline timeline;
    private final Window window;
    private final int first;
    private final int[] returned;
    private final int[] found;
    private long[] foundTimes = new long[16];
    private int finds;
    private long records;
    private long pages;
    private long recordsOnFullPages;
    private long recordsOnThisPage;
    private long recordsOnLastPage;
    private int cursor;

    Tally(Timeline timeline, Window window) {
        this.timeline = timeline;
        this.window = window;
        long from = window.from().toEpochMilli();
        this.first = from >= timeline.end() ? timeline.size() : Math.max(0, timeline.cellAt(from));
        int end = Math.max(first, timeline.firstFrom(window.to().toEpochMilli()));
        this.returned = new int[end - first];
        this.found = new int[end - first];
        this.cursor = first;
    }

    public Window window() {
        return window;
    }

    /**
     * Counts a record.
     *
     * @param position its place on the axis windows are asked for on
     * @param isNew whether it is an event never delivered before; a revision is not
     */
    public void add(Instant position, boolean isNew) {
        add(position.toEpochMilli(), isNew);
    }

    /** The same, for a position in milliseconds since the epoch. */
    public void add(long position, boolean isNew) {
        records++;
        recordsOnThisPage++;
        if (isNew) {
            remember(position);
        }
        if (cursor >= timeline.size() || position < timeline.from(cursor) || position >= timeline.to(cursor)) {
            int cell = timeline.cellAt(position);
            if (cell < first || cell >= first + returned.length) {
                return;
            }
            cursor = cell;
        }
        if (cursor - first < returned.length) {
            returned[cursor - first]++;
            found[cursor - first] += isNew ? 1 : 0;
        }
    }

    /** Ends a page. */
    public void endPage() {
        recordsOnFullPages += recordsOnLastPage;
        recordsOnLastPage = recordsOnThisPage;
        recordsOnThisPage = 0;
        pages++;
    }

    private void remember(long position) {
        if (finds == foundTimes.length) {
            foundTimes = Arrays.copyOf(foundTimes, finds * 2);
        }
        foundTimes[finds++] = position;
    }

    public long pages() {
        return pages;
    }

    public long records() {
        return records;
    }

    /** Events found. */
    public int finds() {
        return finds;
    }

    /** Records returned per cell of a timeline that may have gone on since; a cell cut since then gets its share of them. */
    double[] returnedPer(Timeline later) {
        return per(later, returned);
    }

    /** Events found per cell, likewise. */
    double[] foundPer(Timeline later) {
        return per(later, found);
    }

    private double[] per(Timeline later, int[] counts) {
        double[] result = new double[later.size()];
        int cell = 0;
        for (int i = 0; i < counts.length; i++) {
            long from = timeline.from(first + i);
            long to = timeline.to(first + i);
            while (cell < later.size() && later.to(cell) <= from) {
                cell++;
            }
            for (int part = cell; part < later.size() && later.from(part) < to; part++) {
                double shared = Math.min(to, later.to(part)) - Math.max(from, later.from(part));
                result[part] += counts[i] * (shared / (to - from));
            }
        }
        return result;
    }

    long foundTime(int index) {
        return foundTimes[index];
    }

    /** Records per page but the last; zero if there was only one. */
    double recordsPerFullPage() {
        return pages < 2 ? 0 : (double) recordsOnFullPages / (pages - 1);
    }

    long recordsOnLastPage() {
        return recordsOnLastPage;
    }
}
