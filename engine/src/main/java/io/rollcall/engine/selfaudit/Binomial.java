package io.rollcall.engine.selfaudit;

/** So many of a number of trials that come out one way, each independently and with the same probability. */
final class Binomial {

    private static final double CONFIDENCE = 0.95;
    private static final double PRECISION = 1e-9;

    private Binomial() {}

    /**
     * The largest probability with which as few as {@code hits} of {@code trials} would come up in one case in twenty: the upper bound of
     * Clopper and Pearson at 95 %. With no hits it is about three in {@code trials}; without trials it is 1.
     */
    static double upperBound(long hits, long trials) {
        if (hits >= trials) {
            return 1;
        }
        double low = (double) hits / trials;
        double high = 1;
        while (high - low > PRECISION * high) {
            double middle = (low + high) / 2;
            if (atMost(hits, trials, middle) > 1 - CONFIDENCE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Whether as many as {@code hits} of {@code trials} would come up in fewer than one case in twenty, had each the probability {@code share}. */
    static boolean isTooMany(long hits, long trials, double share) {
        return hits > 0 && 1 - atMost(hits - 1, trials, share) < 1 - CONFIDENCE;
    }

    /** The probability of no more than {@code hits}; summed from the most probable term on, relative to it, so that nothing vanishes. */
    private static double atMost(long hits, long trials, double share) {
        double odds = share / (1 - share);
        double log = trials * Math.log1p(-share);
        double largest = log;
        double sum = 1;
        for (long k = 1; k <= hits; k++) {
            log += Math.log((double) (trials - k + 1) / k * odds);
            if (log > largest) {
                sum = sum * Math.exp(largest - log) + 1;
                largest = log;
            } else {
                sum += Math.exp(log - largest);
            }
        }
        return Math.min(1, sum * Math.exp(largest));
    }
}
