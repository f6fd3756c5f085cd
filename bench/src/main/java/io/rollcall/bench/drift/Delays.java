package io.rollcall.bench.drift;

import java.util.Arrays;

/**
 * How long events waited between becoming visible and being delivered, in seconds.
 *
 * @param sorted ascending
 * @param missed how many were never delivered
 */
record Delays(double[] sorted, int missed) {

    /** Takes ownership of the delays, in any order. */
    static Delays of(double[] delays, int missed) {
        Arrays.sort(delays);
        return new Delays(delays, missed);
    }

    /** The share never delivered; 0 if there was nothing to deliver. */
    double missedShare() {
        int all = missed + sorted.length;
        return all == 0 ? 0 : (double) missed / all;
    }

    double mean() {
        return Arrays.stream(sorted).average().orElse(0);
    }

    double quantile(double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
