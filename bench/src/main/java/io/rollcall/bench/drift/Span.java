package io.rollcall.bench.drift;

/**
 * How long a world is observed. In milliseconds since its beginning, a Monday at midnight.
 *
 * @param end of the simulation
 * @param retention how long the API remembers an event
 * @param from events are judged that happened from here …
 * @param to … to before here
 */
record Span(long end, long retention, long from, long to) {

    static final long MINUTE = 60_000;
    static final long DAY = 1440 * MINUTE;

    /** Eight days of events, each followed until the API forgets it. */
    static final Span FULL = new Span(42 * DAY, 30 * DAY, 4 * DAY, 12 * DAY);

    /** The same with an API that remembers for eight days. */
    static final Span QUICK = new Span(18 * DAY, 8 * DAY, 4 * DAY, 10 * DAY);

    Span {
        if (from >= to || to + retention > end) {
            throw new IllegalArgumentException("judged events must be followed until they are forgotten");
        }
    }

    int days() {
        return (int) (end / DAY);
    }

    static double minutes(long millis) {
        return millis / (double) MINUTE;
    }
}
