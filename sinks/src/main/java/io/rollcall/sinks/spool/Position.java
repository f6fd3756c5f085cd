package io.rollcall.sinks.spool;

import java.util.Comparator;

/**
 * A place in the spool.
 *
 * @param segment number of the segment
 * @param offset in bytes from the segment's beginning
 */
record Position(long segment, long offset) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::segment).thenComparingLong(Position::offset);

    Position {
        if (segment < 1 || offset < 0) {
            throw new IllegalArgumentException("no place in a spool: " + segment + " " + offset);
        }
    }

    /** The first frame of a segment. */
    static Position startOf(long segment) {
        return new Position(segment, Segment.HEADER_BYTES);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
