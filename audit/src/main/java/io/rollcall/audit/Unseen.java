package io.rollcall.audit;

import io.rollcall.audit.roll.Counts;

/**
 * How many events neither side has, if the two came to know of events independently of each other: the estimate of Lincoln and Petersen as Chapman
 * has corrected it, with an interval of 95 % in which what is unseen is taken for log-normal (Chao 1987).
 *
 * @param estimate of the events that neither side has
 * @param low end of the interval
 * @param high end of the interval
 */
public record Unseen(double estimate, double low, double high) {

    private static final double QUANTILE = 1.96;
    /** None of n found to be so: a share of 3 in n at most, at 95 %. */
    private static final double RULE_OF_THREE = 3;

    /** @param counts of a roll call of the two sides */
    public static Unseen of(Counts counts) {
        double both = counts.present();
        double inTruth = both + counts.missing();
        double inCopy = both + counts.extra();
        double seen = inTruth + counts.extra();
        double unseen = Math.max(0, (inTruth + 1) * (inCopy + 1) / (both + 1) - 1 - seen);
        if (counts.missing() == 0 || counts.extra() == 0) {
            double onlyOne = counts.missing() + counts.extra();
            return new Unseen(0, 0, RULE_OF_THREE * onlyOne / Math.max(1, both));
        }
        double variance = (inTruth + 1)
                * (inCopy + 1)
                * counts.missing()
                * counts.extra()
                / ((both + 1) * (both + 1) * (both + 2));
        if (unseen == 0) {
            return new Unseen(0, 0, QUANTILE * Math.sqrt(variance));
        }
        double spread = Math.exp(QUANTILE * Math.sqrt(Math.log(1 + variance / (unseen * unseen))));
        return new Unseen(unseen, unseen / spread, unseen * spread);
    }

    /** What it says, and on which condition. */
    String sentence() {
        return "If the two sides came to know of events independently of each other, about " + Math.round(estimate)
                + " more are in neither (95 % interval " + (long) Math.floor(low) + " to " + (long) Math.ceil(high)
                + "). Two readings of one API, or a copy that was made from the truth, are not independent: then this number"
                + " means nothing. Nor does it where some events are hard to see for both.";
    }
}
