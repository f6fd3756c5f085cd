package io.rollcall.bench.drift;

import java.util.Arrays;

/**
 * All events of a simulated stream. Times are milliseconds since its beginning, a Monday at midnight.
 *
 * @param times when each happened, ascending
 * @param visible when the API first shows it
 */
record World(long[] times, long[] visible) {

    static final long MINUTE = 60_000;
    static final long DAY = 1440 * MINUTE;
    static final long RETENTION = 30 * DAY;
    static final long END = 42 * DAY;

    /** The first event at or after a time. */
    int from(long time) {
        int found = Arrays.binarySearch(times, time);
        if (found < 0) {
            return -found - 1;
        }
        while (found > 0 && times[found - 1] == time) {
            found--;
        }
        return found;
    }

    int size() {
        return times.length;
    }
}
