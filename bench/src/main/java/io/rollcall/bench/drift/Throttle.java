package io.rollcall.bench.drift;

/**
 * Times at which an API grants fewer calls than it documents. In milliseconds since the world's beginning.
 *
 * @param granted calls per minute then
 * @param every a time of scarcity begins so often …
 * @param length … and lasts so long; 0 for none
 */
record Throttle(int granted, long every, long length) {

    static final Throttle NONE = new Throttle(Line.LIMIT, Span.DAY, 0);

    /** Four hours of every day, two calls a minute. */
    static final Throttle DAILY = new Throttle(2, Span.DAY, 4 * 60 * Span.MINUTE);

    /** Calls per minute granted at a time. */
    int granted(long now) {
        return Math.floorMod(now, every) < length ? granted : Line.LIMIT;
    }
}
