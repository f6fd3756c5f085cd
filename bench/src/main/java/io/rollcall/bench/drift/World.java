package io.rollcall.bench.drift;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * All events of a simulated stream. Times are milliseconds since its beginning, a Monday at midnight.
 *
 * @param times when each happened, ascending
 * @param visible when the API first shows it
 * @param revised when the API shows other content under the same id; {@link #NEVER} for most
 */
record World(long[] times, long[] visible, long[] revised) {

    static final long NEVER = Long.MAX_VALUE;

    private static final double REVISION_MINUTES = 60;

    /**
     * Makes a world; equal arguments make equal ones.
     *
     * @param revisions the share of events that change, after an hour on average
     */
    static World of(Lateness lateness, Volume volume, Span span, double revisions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = times(lateness, volume, span, random);
        long[] visible = new long[times.length];
        long[] revised = new long[revisions > 0 ? times.length : 0];
        double longest = 0.7 * Span.minutes(span.retention());
        for (int i = 0; i < times.length; i++) {
            double late = lateness.drawn(Span.minutes(times[i]), longest, random);
            visible[i] = times[i] + Math.round(late * Span.MINUTE);
            if (revisions > 0) {
                double later = -REVISION_MINUTES * Math.log(1 - random.nextDouble());
                revised[i] = random.nextDouble() < revisions ? visible[i] + Math.round(later * Span.MINUTE) : NEVER;
            }
        }
        return new World(times, visible, revised);
    }

    private static long[] times(Lateness lateness, Volume volume, Span span, SplittableRandom random) {
        int minutes = (int) (span.end() / Span.MINUTE);
        long[] times = new long[(int) (minutes * volume.perMinute() * 1.1) + 1000];
        int size = 0;
        for (int minute = 0; minute < minutes; minute++) {
            int count = poisson(volume.at(minute + 0.5) * lateness.load(minute + 0.5), random);
            if (size + count > times.length) {
                times = Arrays.copyOf(times, times.length * 3 / 2 + count);
            }
            for (int i = 0; i < count; i++) {
                times[size++] = minute * Span.MINUTE + random.nextLong(Span.MINUTE);
            }
            Arrays.sort(times, size - count, size);
        }
        return Arrays.copyOf(times, size);
    }

    private static int poisson(double mean, SplittableRandom random) {
        if (mean > 200) {
            return poisson(mean / 2, random) + poisson(mean / 2, random);
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

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
