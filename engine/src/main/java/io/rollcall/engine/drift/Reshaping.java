package io.rollcall.engine.drift;

import java.util.Arrays;

/** One pass over a timeline that brings it up to the present. */
final class Reshaping {

    private static final long HOUR = 60 * Timeline.MINUTE;

    /** Cells older than the first are whole multiples of the second. */
    private static final long[][] SPANS = {
        {32 * 24 * HOUR, 512 * Timeline.MINUTE},
        {32 * HOUR, 64 * Timeline.MINUTE},
        {2 * HOUR, 8 * Timeline.MINUTE},
        {5 * Timeline.MINUTE, Timeline.MINUTE}
    };

    private final Timeline old;
    private final long now;
    private final long horizon;
    private final long longest;
    private long[] edges;
    private long[] lookedAt;
    private double[] known;
    private double[] heat;
    private double[] cooling;
    private int size;

    /**
     * @param horizon what ends before is dropped
     * @param longest no cells merge into a longer one, in milliseconds
     */
    Reshaping(Timeline old, long now, long horizon, long longest) {
        this.old = old;
        this.now = now;
        this.horizon = horizon;
        this.longest = longest;
        int room = old.size() + 16;
        edges = new long[room + 1];
        lookedAt = new long[room];
        known = new double[room];
        heat = new double[room];
        cooling = new double[room];
    }

    Timeline done() {
        return until(now);
    }

    /** The same, with unread cells up to another time than the present. */
    Timeline until(long until) {
        edges[0] = Math.max(old.start(), Math.min(horizon, old.end()));
        for (int cell = 0; cell < old.size(); cell++) {
            if (old.to(cell) > horizon) {
                add(old.to(cell), old.lookedAt(cell), old.known(cell), old.heat(cell), old.cooling(cell));
            }
        }
        if (edges[size] < horizon && size == 0) {
            edges[0] = horizon;
        }
        while (edges[size] < until) {
            long minute = Math.floorDiv(edges[size], Timeline.MINUTE) * Timeline.MINUTE;
            add(Math.min(until, minute + step(minute)), Timeline.NEVER, 0, 0, 0);
        }
        return new Timeline(
                Arrays.copyOf(edges, size + 1),
                Arrays.copyOf(lookedAt, size),
                Arrays.copyOf(known, size),
                Arrays.copyOf(heat, size),
                Arrays.copyOf(cooling, size));
    }

    /** How far an unread cell from a whole minute on may reach: as far as its age allows. */
    private long step(long minute) {
        for (long[] span : SPANS) {
            long end = Math.floorDiv(minute, span[1]) * span[1] + span[1];
            if (now - end >= span[0]) {
                return end - minute;
            }
        }
        return Timeline.MINUTE;
    }

    private void add(long to, long look, double events, double hot, double cool) {
        int last = size - 1;
        if (last >= 0
                && to - edges[last] <= longest
                && belongTogether(edges[last], to)
                && (lookedAt[last] == Timeline.NEVER) == (look == Timeline.NEVER)) {
            edges[size] = to;
            lookedAt[last] = Math.min(lookedAt[last], look);
            known[last] += events;
            heat[last] += hot;
            cooling[last] = Math.max(cooling[last], cool);
            return;
        }
        grow();
        lookedAt[size] = look;
        known[size] = events;
        heat[size] = hot;
        cooling[size] = cool;
        size++;
        edges[size] = to;
    }

    private boolean belongTogether(long from, long to) {
        for (long[] span : SPANS) {
            if (now - from > span[0]) {
                long end = Math.floorDiv(from, span[1]) * span[1] + span[1];
                if (now - end >= span[0]) {
                    return to <= end;
                }
            }
        }
        return false;
    }

    private void grow() {
        if (size == lookedAt.length) {
            int room = size * 2;
            edges = Arrays.copyOf(edges, room + 1);
            lookedAt = Arrays.copyOf(lookedAt, room);
            known = Arrays.copyOf(known, room);
            heat = Arrays.copyOf(heat, room);
            cooling = Arrays.copyOf(cooling, room);
        }
    }
}
