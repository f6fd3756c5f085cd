package io.rollcall.audit.roll;

/**
 * A stream's hour of event time.
 *
 * @param stream number of the stream
 * @param hour hours since 1970, or {@link #TIMELESS}
 */
public record Cell(int stream, int hour) {

    /** The hour of what carries no readable time. */
    public static final int TIMELESS = -1;

    private static final int SECONDS = 3600;

    static Cell of(int stream, int second) {
        return new Cell(stream, second == Mark.TIMELESS ? TIMELESS : second / SECONDS);
    }
}
