package io.rollcall.bench.drift;

import java.util.Locale;
import java.util.SplittableRandom;

/** The ways in which simulated events become visible late. Ages in minutes. */
enum DriftLaw {
    /** Nine in ten between 2 and 15 minutes. */
    STEADY {
        @Override
        double lateness(double at, SplittableRandom random) {
            return usual(random);
        }
    },
    /** As steady, but three in twenty come with a batch after about two hours. */
    BIMODAL {
        @Override
        double lateness(double at, SplittableRandom random) {
            return random.nextDouble() < 0.15 ? logNormal(random, 120, 0.25) : usual(random);
        }
    },
    /** A heavy tail: index 0.8 from two minutes on, up to three weeks. */
    PARETO {
        @Override
        double lateness(double at, SplittableRandom random) {
            double late;
            do {
                late = 2 * Math.pow(1 - random.nextDouble(), -1 / 0.8);
            } while (late > 21 * DAY);
            return late;
        }
    },
    /** As steady, but twice nothing becomes visible for six hours. */
    OUTAGE6 {
        @Override
        double lateness(double at, SplittableRandom random) {
            return dammed(at, usual(random), 6 * 60, random);
        }
    },
    /** As steady, but twice nothing becomes visible for twenty hours. */
    OUTAGE20 {
        @Override
        double lateness(double at, SplittableRandom random) {
            return dammed(at, usual(random), 20 * 60, random);
        }
    },
    /** One in a hundred about five hours late; twice four hours with ten times the events, four times as late; thrice as late from day 9 on. */
    SURGE {
        @Override
        double lateness(double at, SplittableRandom random) {
            if (random.nextDouble() < 0.01) {
                return logNormal(random, 300, 0.5);
            }
            return usual(random) * (isSurging(at) ? 4 : 1) * (at >= 9 * DAY ? 3 : 1);
        }

        @Override
        double load(double at) {
            return isSurging(at) ? 10 : 1;
        }

        private boolean isSurging(double at) {
            return isWithin(at, 7 * DAY + 8 * 60, 240) || isWithin(at, 10 * DAY + 8 * 60, 240);
        }
    };

    static final double DAY = 1440;
    private static final double[] DAMS = {5 * DAY + 9 * 60, 9 * DAY + 20 * 60};
    private static final double FLOOD = 30;

    /** How late an event becomes visible. */
    abstract double lateness(double at, SplittableRandom random);

    /** How many times as many events as usual there are. */
    double load(double at) {
        return 1;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static double usual(SplittableRandom random) {
        return logNormal(random, Math.sqrt(30), Math.log(7.5) / (2 * 1.6449));
    }

    static double logNormal(SplittableRandom random, double median, double sigma) {
        return median * Math.exp(sigma * normal(random));
    }

    private static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** What would have become visible during an outage comes with the flood after it, and a few stragglers later. */
    private static double dammed(double at, double lateness, double length, SplittableRandom random) {
        for (double dam : DAMS) {
            if (isWithin(at + lateness, dam, length)) {
                double straggling = random.nextDouble() < 0.02 ? -240 * Math.log(1 - random.nextDouble()) : 0;
                return dam + length + FLOOD * random.nextDouble() + straggling - at;
            }
        }
        return lateness;
    }

    private static boolean isWithin(double at, double from, double length) {
        return at >= from && at < from + length;
    }
}
