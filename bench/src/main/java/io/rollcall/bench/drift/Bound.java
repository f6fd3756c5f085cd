package io.rollcall.bench.drift;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The least mean delay possible for one who knows how late events become visible, and how many there are, but not which. The larger
 * of two bounds: that of the best ages to look at each event's neighbourhood, where calls may be shared at will and pages filled
 * to the last record; and that of polling, where a call finds at most all that is visible. In minutes unless said otherwise.
 */
final class Bound {

    private static final int DRAWS = 1_000_000;
    private static final int AGES = 400;
    private static final double YOUNGEST = 0.25;
    private static final double CHEAPEST = 1e-4;
    private static final double DEAREST = 1e5;
    private static final double STEP = 1.3;

    private final Volume volume;
    private final int pageSize;
    private final double[] age;
    private final double[] seen;
    private final double[] waited;

    Bound(Lateness lateness, Volume volume, int pageSize, Span span) {
        this.volume = volume;
        this.pageSize = pageSize;
        double retention = Span.minutes(span.retention());
        double[] draws = draws(lateness, 0.7 * retention);
        age = new double[AGES];
        seen = new double[AGES];
        waited = new double[AGES];
        for (int i = 1; i < AGES; i++) {
            age[i] = YOUNGEST * Math.pow(retention / YOUNGEST, (i - 1.0) / (AGES - 2));
            int below = Arrays.binarySearch(draws, age[i]);
            seen[i] = (double) (below < 0 ? -below - 1 : below) / DRAWS;
            waited[i] = waited[i - 1] + (age[i] - age[i - 1]) * (seen[i] + seen[i - 1]) / 2;
        }
        seen[AGES - 1] = 1;
    }

    private static double[] draws(Lateness lateness, double longest) {
        SplittableRandom random = new SplittableRandom(1);
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = lateness.usual(longest, random);
        }
        Arrays.sort(draws);
        return draws;
    }

    /** The least mean delay with so many calls a minute, in seconds. */
    double seconds(double callsPerMinute) {
        double polling = volume.rhythm() / (2 * callsPerMinute);
        double callsPerEvent = callsPerMinute / volume.perMinute();
        double looking = 0;
        for (double price = CHEAPEST; price < DEAREST; price *= STEP) {
            looking = Math.max(looking, cost(price) - price * callsPerEvent);
        }
        return 60 * Math.max(polling, looking);
    }

    /** Delay and calls per event, at the best ages to look, if a call costs so many event-minutes. */
    private double cost(double price) {
        double[] rest = new double[AGES];
        for (int last = AGES - 2; last >= 0; last--) {
            rest[last] = Double.MAX_VALUE;
            for (int next = last + 1; next < AGES; next++) {
                double delay = waited[next] - waited[last] - (age[next] - age[last]) * seen[last];
                rest[last] = Math.min(rest[last], delay + price * seen[next] / pageSize + rest[next]);
            }
        }
        return rest[0];
    }
}
