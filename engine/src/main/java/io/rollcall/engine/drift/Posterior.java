package io.rollcall.engine.drift;

/** The likely law of lateness, and how far it can be trusted. */
final class Posterior {

    /** Standard deviations to either side: 99 times in a hundred the truth lies between. */
    private static final double Z = 2.576;

    /** Standard deviations to one side: 95 times in a hundred the truth lies below. */
    private static final double ONE_SIDED = 1.645;

    private final LatenessLaw law;
    private final double[] weight;
    private final Evidence evidence;

    /** @param weight exposure per bin, the prior's included */
    Posterior(LatenessLaw law, double[] weight, Evidence evidence) {
        this.law = law;
        this.weight = weight;
        this.evidence = evidence;
    }

    /** What it follows from, beside the prior. */
    Evidence evidence() {
        return evidence;
    }

    LatenessLaw law() {
        return law;
    }

    /**
     * The age at which a share of the events is visible, with bounds: of chance, of the grid, and of the time between looks,
     * within which it is not known when an event became visible.
     */
    Quantile quantile(double share) {
        AgeBins bins = law.bins();
        int low = 0;
        int high = bins.count() - 1;
        double log = 0;
        double variance = 0;
        boolean isBelowHigh = true;
        for (int j = bins.count() - 1; j >= 0; j--) {
            double margin = Z * Math.sqrt(variance);
            if (isBelowHigh && Math.exp(-log - margin) >= share) {
                high = Math.max(0, j);
            }
            isBelowHigh &= Math.exp(-log - margin) >= share;
            if (Math.exp(-log + margin) >= share) {
                low = j;
            }
            log += law.hazardOf(j) * bins.width(j);
            double deviation = bins.width(j) * Math.sqrt(evidence.finds()[j] + 1) / weight[j];
            variance += deviation * deviation;
        }
        double blur = blurOf(bins.of(law.ageAt(share)));
        return new Quantile(
                law.quantile(share),
                Minutes.toDuration(Math.max(0, bins.from(low) - blur)),
                Minutes.toDuration(Math.min(bins.end(), bins.from(high + 1) + blur)));
    }

    /** The share of events visible at an age, in minutes, if they are as late as the evidence allows with 95 % confidence. */
    double seenAtLeast(double age) {
        AgeBins bins = law.bins();
        if (age >= bins.end()) {
            return 1;
        }
        double log = 0;
        double variance = 0;
        int bin = bins.of(Math.max(0, age));
        for (int j = bins.count() - 1; j >= bin; j--) {
            double width = j == bin ? bins.from(j + 1) - Math.max(age, bins.from(j)) : bins.width(j);
            log += law.hazardOf(j) * width;
            double deviation = width * Math.sqrt(evidence.finds()[j] + 1) / weight[j];
            variance += deviation * deviation;
        }
        return Math.exp(-log - ONE_SIDED * Math.sqrt(variance));
    }

    /** How far apart the looks were, on average, between which the events of a bin were found. */
    private double blurOf(int bin) {
        return evidence.finds()[bin] > 0 ? evidence.blur()[bin] / evidence.finds()[bin] : 0;
    }

    /** How far apart the looks were that found events. Ages at which few were found are taken to be looked at as a ladder does. */
    Waits waits() {
        AgeBins bins = law.bins();
        double[] age = new double[bins.count()];
        double[] share = new double[bins.count()];
        double[] minutes = new double[bins.count()];
        double found = 0;
        for (int j = 0; j < share.length; j++) {
            double before = j == 0 ? 0 : law.seenAtEdge(j);
            age[j] = bins.middle(j);
            share[j] = law.seenAtEdge(j + 1) - before;
            double ladder = j == 0 ? 0 : minutes[j - 1] * age[j] / age[j - 1];
            minutes[j] = evidence.finds()[j] < Waits.FEW ? ladder : blurOf(j);
            found += evidence.finds()[j];
        }
        return new Waits(age, share, minutes, found);
    }
}
