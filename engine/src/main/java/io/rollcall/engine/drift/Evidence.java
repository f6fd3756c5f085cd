package io.rollcall.engine.drift;

import java.util.Arrays;

/**
 * What looks have shown of a stream's lateness, per bin of the grid. Events found divided by exposure estimate the reverse hazard
 * without any correction for what is not visible yet. Old evidence fades, the quicker the younger the age it is about. Immutable.
 *
 * @param finds events that became visible at an age in the bin; an event found between two looks is spread over the bins
 * @param exposure visible events that were watched for finds of their bucket while in the bin, in event-minutes
 * @param blur summed over the finds: the time between the two looks that found them, in minutes
 */
record Evidence(double[] finds, double[] exposure, double[] blur) {

    /** Half a pseudo-event per bin is what the prior weighs: for a rate, the one that presumes least (Jeffreys). */
    private static final double PRIOR_EVENTS = 0.5;

    private static final double SHORTEST_HALF_LIFE = 6 * 60;
    private static final double HALF_LIVES_PER_AGE = 6;

    Evidence {
        if (finds.length != exposure.length || finds.length != blur.length) {
            throw new IllegalArgumentException("finds, exposure and blur belong to the same bins");
        }
    }

    static Evidence none(AgeBins bins) {
        return new Evidence(new double[bins.count()], new double[bins.count()], new double[bins.count()]);
    }

    /** This evidence on the grid of another retention: bins are the same as far as both reach. */
    Evidence on(AgeBins bins) {
        return new Evidence(
                Arrays.copyOf(finds, bins.count()),
                Arrays.copyOf(exposure, bins.count()),
                Arrays.copyOf(blur, bins.count()));
    }

    Evidence plus(Evidence more) {
        return new Evidence(sum(finds, more.finds), sum(exposure, more.exposure), sum(blur, more.blur));
    }

    /** This evidence after a while. */
    Evidence faded(AgeBins bins, double minutes) {
        double[] keep = new double[finds.length];
        for (int j = 0; j < keep.length; j++) {
            double halfLife = Math.max(SHORTEST_HALF_LIFE, HALF_LIVES_PER_AGE * bins.middle(j));
            keep[j] = Math.pow(2, -minutes / halfLife);
        }
        return new Evidence(product(finds, keep), product(exposure, keep), product(blur, keep));
    }

    /** The law this evidence and a prior make likely. A bin without evidence continues the one before as a tail of index 1. */
    Posterior posterior(AgeBins bins, double[] priorHazard) {
        double[] hazard = new double[finds.length];
        double[] weight = new double[finds.length];
        for (int j = 0; j < hazard.length; j++) {
            double prior = Math.max(priorHazard[j], j == 0 ? 0 : hazard[j - 1] / 2);
            weight[j] = exposure[j] + PRIOR_EVENTS / Math.max(prior, Double.MIN_NORMAL);
            hazard[j] = (finds[j] + PRIOR_EVENTS) / weight[j];
        }
        return new Posterior(new LatenessLaw(bins, hazard), weight, this);
    }

    private static double[] sum(double[] left, double[] right) {
        double[] sum = left.clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += right[j];
        }
        return sum;
    }

    private static double[] product(double[] left, double[] right) {
        double[] product = left.clone();
        for (int j = 0; j < product.length; j++) {
            product[j] *= right[j];
        }
        return product;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evidence that
                && Arrays.equals(finds, that.finds)
                && Arrays.equals(exposure, that.exposure)
                && Arrays.equals(blur, that.blur);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(finds);
    }

    @Override
    public String toString() {
        return "Evidence" + Arrays.toString(finds);
    }
}
