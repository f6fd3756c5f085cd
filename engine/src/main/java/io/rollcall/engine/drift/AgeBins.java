package io.rollcall.engine.drift;

import java.time.Duration;

/**
 * The grid on which lateness is measured: ages in minutes, from zero to half a minute and from there up in bins that grow by a
 * factor of √2, until they reach the age at which the API forgets.
 */
final class AgeBins {

    private static final double FIRST = 0.5;
    private static final double SQRT2 = Math.sqrt(2);

    /** The bits of a double that say where it lies between two powers of two; and what they are for √2. */
    private static final long FRACTION = (1L << 52) - 1;

    private static final long SQRT2_FRACTION = Double.doubleToRawLongBits(SQRT2) & FRACTION;

    private final double[] edges;

    private AgeBins(double[] edges) {
        this.edges = edges;
    }

    /** The grid for an API that remembers for {@code retention}. */
    static AgeBins upTo(Duration retention) {
        double minutes = Minutes.of(retention);
        int count = 1;
        while (edge(count) < minutes) {
            count++;
        }
        double[] edges = new double[count + 1];
        for (int j = 0; j <= count; j++) {
            edges[j] = edge(j);
        }
        return new AgeBins(edges);
    }

    private static double edge(int j) {
        return j == 0 ? 0 : FIRST * Math.scalb((j - 1) % 2 == 0 ? 1 : SQRT2, (j - 1) / 2);
    }

    int count() {
        return edges.length - 1;
    }

    /** The lower edge of bin {@code j}, in minutes; that of bin {@link #count()} is the end of the grid. */
    double from(int j) {
        return edges[j];
    }

    double width(int j) {
        return edges[j + 1] - edges[j];
    }

    /** The middle of a bin on the logarithmic axis. */
    double middle(int j) {
        return j == 0 ? FIRST / 2 : Math.sqrt(edges[j] * edges[j + 1]);
    }

    /** The end of the grid, in minutes. */
    double end() {
        return edges[count()];
    }

    /** The bin an age lies in; the last one for ages beyond the grid, the first for negative ones. */
    int of(double minutes) {
        double ratio = minutes / FIRST;
        if (!(ratio >= 1)) {
            return 0;
        }
        long bits = Double.doubleToRawLongBits(ratio);
        int exponent = Math.getExponent(ratio);
        int j = 1 + 2 * exponent + ((bits & FRACTION) >= SQRT2_FRACTION ? 1 : 0);
        return Math.min(j, count() - 1);
    }
}
