package io.rollcall.engine.drift;

import java.time.Duration;

/**
 * What is believed of a stream's lateness before anything was measured: nearly all events follow a lognormal law with the
 * documented 95th percentile, and a few a law with a heavy tail from there on (Pareto, index 1), since no vendor's figure covers
 * everything.
 *
 * @param usual the documented 95th percentile
 * @param retention how far back the API remembers
 */
public record LatenessPrior(Duration usual, Duration retention) {

    /** For a vendor that states no figure. */
    public static final Duration UNDOCUMENTED = Duration.ofMinutes(10);

    private static final double LATE_SHARE = 0.03;
    private static final double SPREAD = 0.8;
    private static final double Z95 = 1.6449;
    private static final double SMALLEST = 1e-4;

    public LatenessPrior {
        if (usual.isNegative() || usual.isZero() || retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("lateness and retention must be positive: " + usual + ", " + retention);
        }
    }

    AgeBins bins() {
        return AgeBins.upTo(retention);
    }

    /** The reverse hazard per bin. */
    double[] hazard() {
        AgeBins bins = bins();
        double[] hazard = new double[bins.count()];
        for (int j = 0; j < hazard.length; j++) {
            double low = Math.max(SMALLEST, share(bins.from(j)));
            double high = Math.max(SMALLEST, share(bins.from(j + 1)));
            hazard[j] = Math.max(0, Math.log(high / low)) / bins.width(j);
        }
        return hazard;
    }

    /** The law before anything was measured. */
    public LatenessLaw law() {
        return new LatenessLaw(bins(), hazard());
    }

    private double share(double age) {
        double p95 = Minutes.of(usual);
        double z = Math.log(age / p95) / SPREAD + Z95;
        double body = age <= 0 ? 0 : Gauss.below(z);
        double tail = age <= p95 ? 0 : 1 - p95 / age;
        return (1 - LATE_SHARE) * body + LATE_SHARE * tail;
    }
}
