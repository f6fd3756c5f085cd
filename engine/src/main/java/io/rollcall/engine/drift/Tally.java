package io.rollcall.engine.drift;

import io.rollcall.engine.event.Window;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a sweep returns, counted as it comes: records per cell, and the events found. Belongs to the model that made it; of no
 * use once that model has gone on. A sweep that does not come to its end leaves no trace in the model: its tally is dropped.
 * Used by one thread at a time.
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
        this.first = Math.max(0, timeline.cellAt(window.from().toEpochMilli()));
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

    /** Whether this tally was begun with that very timeline. */
    @SuppressWarnings("ReferenceEquality")
    boolean isAbout(Timeline other) {
        return timeline == other;
    }

    int returned(int cell) {
        int index = cell - first;
        return index < 0 || index >= returned.length ? 0 : returned[index];
    }

    int found(int cell) {
        int index = cell - first;
        return index < 0 || index >= found.length ? 0 : found[index];
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
