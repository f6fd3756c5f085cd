package io.rollcall.engine.drift;

import java.time.Duration;

/**
 * A law of lateness: what share of the events of an age has become visible. Given by its reverse hazard ρ = f/F, which is
 * constant within each bin of the grid; so F(u) = exp(−∫ᵤ ρ) up to the end of the grid, beyond which nothing becomes visible
 * that was not before. Immutable; ages are in minutes.
 */
public final class LatenessLaw {

    private final AgeBins bins;
    private final double[] hazard;
    private final double[] seen;
    private final double[] waited;

    /** @param hazard per bin, not negative */
    LatenessLaw(AgeBins bins, double[] hazard) {
        this.bins = bins;
        this.hazard = hazard.clone();
        int count = bins.count();
        seen = new double[count + 1];
        waited = new double[count + 1];
        seen[count] = 1;
        for (int j = count - 1; j >= 0; j--) {
            if (!(hazard[j] >= 0 && hazard[j] < Double.MAX_VALUE)) {
                throw new IllegalArgumentException("a reverse hazard is finite and not negative: " + hazard[j]);
            }
            seen[j] = seen[j + 1] * Math.exp(-hazard[j] * bins.width(j));
        }
        for (int j = 0; j < count; j++) {
            waited[j + 1] = waited[j] + area(j, seen[j], seen[j + 1], bins.width(j));
        }
    }

    /** The integral of F over a part of bin {@code j}, given F at its ends. */
    private double area(int j, double low, double high, double width) {
        return hazard[j] * width > 1e-9 ? (high - low) / hazard[j] : low * width;
    }

    /** F(u): the share of events visible at an age. */
    public double seen(double age) {
        if (age <= 0) {
            return age < 0 ? 0 : seen[0];
        }
        if (age >= bins.end()) {
            return 1;
        }
        int j = bins.of(age);
        return seen[j + 1] * decay(hazard[j] * (bins.from(j + 1) - age));
    }

    /** exp(−x), by a series where that is as exact: most cells are old, and nearly nothing happens in them. */
    private static double decay(double x) {
        return x < 0.004 ? 1 - x * (1 - x * (0.5 - x * (1.0 / 6 - x / 24))) : Math.exp(-x);
    }

    /** Φ(u): the integral of F from birth to an age, the time an event has been visible on average when it is that old. */
    public double waited(double age) {
        if (age <= 0) {
            return 0;
        }
        if (age >= bins.end()) {
            return waited[bins.count()] + age - bins.end();
        }
        int j = bins.of(age);
        return waited[j] + area(j, seen[j], seen(age), age - bins.from(j));
    }

    /**
     * The delay piled up behind the curtain, per event: the integral of F − F(v) from an age v to an age u, in minutes.
     *
     * @param from v
     * @param to u, not less
     * @param seenBefore F(v)
     */
    public double piledUp(double from, double to, double seenBefore) {
        double growth = growth(from, to);
        if (growth >= 0) {
            return seenBefore * growth * (to - from) * (0.5 + growth * (1.0 / 6 + growth / 24));
        }
        return Math.max(0, waited(to) - waited(from) - (to - from) * seenBefore);
    }

    /** F(u) − F(v), given F(v): the share of events that became visible between two ages. */
    public double shown(double from, double to, double seenBefore) {
        double growth = growth(from, to);
        return growth >= 0
                ? seenBefore * growth * (1 + growth * (0.5 + growth * (1.0 / 6 + growth / 24)))
                : Math.max(0, seen(to) - seenBefore);
    }

    /** ρ·(u − v) if that is small and both lie in one bin, where a short series is exact enough; otherwise -1. */
    private double growth(double from, double to) {
        if (from < 0 || to >= bins.end()) {
            return -1;
        }
        int j = bins.of(to);
        double growth = hazard[j] * (to - from);
        return from >= bins.from(j) && growth < 0.05 ? growth : -1;
    }

    /** ρ(u): of the events visible at an age, the share that became visible in the last minute. */
    public double hazard(double age) {
        return age >= bins.end() ? 0 : hazard[bins.of(age)];
    }

    /** The age at which a share of the events is visible; the end of the grid for a share of one. */
    public Duration quantile(double share) {
        return Minutes.toDuration(ageAt(share));
    }

    double ageAt(double share) {
        if (share <= seen[0]) {
            return 0;
        }
        int j = 0;
        while (j < bins.count() - 1 && seen[j + 1] < share) {
            j++;
        }
        double rest = Math.log(seen[j + 1] / Math.min(share, seen[j + 1]));
        return hazard[j] > 0 ? Math.max(bins.from(j), bins.from(j + 1) - rest / hazard[j]) : bins.from(j + 1);
    }

    AgeBins bins() {
        return bins;
    }

    double hazardOf(int bin) {
        return hazard[bin];
    }

    /** F at the lower edge of a bin. */
    double seenAtEdge(int bin) {
        return seen[bin];
    }
}
