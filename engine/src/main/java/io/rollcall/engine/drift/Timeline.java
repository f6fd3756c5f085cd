package io.rollcall.engine.drift;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Event time cut into cells: when each was last read, how many events are known in it, and how hot it is. Cells are cut where
 * looks ended and at whole minutes; as they age they merge into minutes, groups of 8, of 64 and, beyond a month, of 512. A cell
 * has been read as a whole or not at all. Immutable; instants are milliseconds since the epoch, on the API's clock.
 *
 * <p>Heat is the rate at which events were found beyond what the law of lateness foretold; it cools with time.
 */
public final class Timeline {

    /** The look at a cell that was never read. */
    public static final long NEVER = Long.MIN_VALUE;

    static final long MINUTE = 60_000;

    private final long[] edges;
    private final long[] lookedAt;
    private final double[] known;
    private final double[] heat;
    private final double[] cooling;

    /** Takes ownership of the arrays; there is one edge more than there are cells. */
    Timeline(long[] edges, long[] lookedAt, double[] known, double[] heat, double[] cooling) {
        this.edges = edges;
        this.lookedAt = lookedAt;
        this.known = known;
        this.heat = heat;
        this.cooling = cooling;
    }

    /** A timeline without cells. */
    static Timeline from(long since) {
        return new Timeline(new long[] {since}, new long[0], new double[0], new double[0], new double[0]);
    }

    public int size() {
        return lookedAt.length;
    }

    public long from(int cell) {
        return edges[cell];
    }

    public long to(int cell) {
        return edges[cell + 1];
    }

    public long start() {
        return edges[0];
    }

    public long end() {
        return edges[size()];
    }

    /** When a cell was last read as a whole; {@link #NEVER} if it was not. */
    public long lookedAt(int cell) {
        return lookedAt[cell];
    }

    public boolean isRead(int cell) {
        return lookedAt[cell] != NEVER;
    }

    /** Events known to be in a cell. */
    public double known(int cell) {
        return known[cell];
    }

    /** Events per minute found beyond the forecast when the cell was last read. */
    public double heat(int cell) {
        return heat[cell];
    }

    /** In how many minutes that heat falls to 1/e. */
    public double cooling(int cell) {
        return cooling[cell];
    }

    /** The length of a cell in minutes. */
    public double minutes(int cell) {
        return Minutes.between(edges[cell], edges[cell + 1]);
    }

    /** The age of a cell's middle in minutes; negative if it lies in the future. */
    public double age(int cell, long now) {
        return (now - (edges[cell] + edges[cell + 1]) / 2.0) / MINUTE;
    }

    /** The cell an instant lies in; -1 if it lies in none. */
    public int cellAt(long instant) {
        int found = Arrays.binarySearch(edges, instant);
        int cell = found >= 0 ? found : -found - 2;
        return cell < size() ? cell : -1;
    }

    /** The first cell that begins at or after an instant; {@link #size()} if none does. */
    public int firstFrom(long instant) {
        int found = Arrays.binarySearch(edges, instant);
        return Math.min(size(), found >= 0 ? found : -found - 1);
    }

    /** The window of the cells from {@code first} to before {@code end}. */
    public Window window(int first, int end) {
        return new Window(Instant.ofEpochMilli(edges[first]), Instant.ofEpochMilli(edges[end]));
    }

    /**
     * This timeline up to the present: with unread cells for the time since its end, old cells merged, and without those the API
     * has forgotten.
     *
     * @param longest no cells merge into a longer one
     */
    Timeline until(long now, Duration retention, Duration longest) {
        return new Reshaping(this, now, now - retention.toMillis(), longest.toMillis()).done();
    }

    /** Whether it ends, or anything in it was read, after an instant. */
    boolean reachesBeyond(long instant) {
        boolean beyond = instant < end();
        for (long look : lookedAt) {
            beyond |= look > instant;
        }
        return beyond;
    }

    /** This timeline as it was at an earlier time: without what is later, and with no look later than that. */
    Timeline rewoundTo(long now) {
        Timeline cut = cutAt(now);
        int size = cut.firstFrom(now);
        long[] looks = Arrays.copyOf(cut.lookedAt, size);
        for (int cell = 0; cell < size; cell++) {
            looks[cell] = Math.min(looks[cell], now);
        }
        return new Timeline(
                Arrays.copyOf(cut.edges, size + 1),
                looks,
                Arrays.copyOf(cut.known, size),
                Arrays.copyOf(cut.heat, size),
                Arrays.copyOf(cut.cooling, size));
    }

    /** This timeline with unread cells before its start, from an instant on; itself if it starts no later. */
    Timeline precededFrom(long earliest, long now) {
        if (earliest >= start()) {
            return this;
        }
        Timeline before = new Reshaping(from(earliest), now, earliest, now - earliest).until(start());
        int size = before.size() + size();
        long[] newEdges = Arrays.copyOf(before.edges, size + 1);
        System.arraycopy(edges, 0, newEdges, before.size(), edges.length);
        return new Timeline(
                newEdges,
                joined(before.lookedAt, lookedAt),
                joined(before.known, known),
                joined(before.heat, heat),
                joined(before.cooling, cooling));
    }

    private static long[] joined(long[] left, long[] right) {
        long[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    private static double[] joined(double[] left, double[] right) {
        double[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    /** This timeline with a cut at an instant, so that no cell lies on both sides of it. */
    Timeline cutAt(long instant) {
        int cell = cellAt(instant);
        if (cell < 0 || edges[cell] == instant) {
            return this;
        }
        double before = (double) (instant - edges[cell]) / (edges[cell + 1] - edges[cell]);
        double[] shares = known.clone();
        shares[cell] = known[cell] * before;
        double[] cutKnown = doubled(shares, cell);
        cutKnown[cell + 1] = known[cell] - shares[cell];
        long[] cutEdges = doubled(edges, cell);
        cutEdges[cell + 1] = instant;
        return new Timeline(cutEdges, doubled(lookedAt, cell), cutKnown, doubled(heat, cell), doubled(cooling, cell));
    }

    /** This timeline with other looks, counts and heats. Takes ownership of the arrays. */
    Timeline with(long[] newLookedAt, double[] newKnown, double[] newHeat, double[] newCooling) {
        return new Timeline(edges, newLookedAt, newKnown, newHeat, newCooling);
    }

    long[] looks() {
        return lookedAt.clone();
    }

    double[] counts() {
        return known.clone();
    }

    double[] heats() {
        return heat.clone();
    }

    double[] coolings() {
        return cooling.clone();
    }

    private static long[] doubled(long[] values, int at) {
        long[] longer = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, at, longer, at + 1, values.length - at);
        return longer;
    }

    private static double[] doubled(double[] values, int at) {
        double[] longer = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, at, longer, at + 1, values.length - at);
        return longer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timeline that
                && Arrays.equals(edges, that.edges)
                && Arrays.equals(lookedAt, that.lookedAt)
                && Arrays.equals(known, that.known)
                && Arrays.equals(heat, that.heat)
                && Arrays.equals(cooling, that.cooling);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(edges) + Arrays.hashCode(lookedAt);
    }
}
