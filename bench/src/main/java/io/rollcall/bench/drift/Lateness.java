package io.rollcall.bench.drift;

import java.util.Locale;
import java.util.SplittableRandom;

/** The ways in which simulated events become visible late. All times and ages are in minutes. */
enum Lateness {
    /** Nine in ten between 2 and 15 minutes. */
    STEADY,

    /** As steady, but three in twenty come with a batch after about two hours. */
    BIMODAL {
        @Override
        double usual(double longest, SplittableRandom random) {
            return random.nextDouble() < 0.15 ? logNormal(random, 120, 0.25) : super.usual(longest, random);
        }
    },

    /** A heavy tail: index 0.8 from two minutes on, up to seven tenths of what the API remembers. */
    PARETO {
        @Override
        double usual(double longest, SplittableRandom random) {
            double late;
            do {
                late = 2 * Math.pow(1 - random.nextDouble(), -1 / 0.8);
            } while (late > longest);
            return late;
        }
    },

    /** As steady, but twice nothing becomes visible for six hours. */
    OUTAGE6 {
        @Override
        double drawn(double at, double longest, SplittableRandom random) {
            return dammed(at, usual(longest, random), 6 * 60, random);
        }
    },

    /** As steady, but twice nothing becomes visible for twenty hours. */
    OUTAGE20 {
        @Override
        double drawn(double at, double longest, SplittableRandom random) {
            return dammed(at, usual(longest, random), 20 * 60, random);
        }
    },

    /** One in a hundred about five hours late; twice four hours with ten times the events, four times as late; thrice as late from day 9 on. */
    SURGE {
        @Override
        double drawn(double at, double longest, SplittableRandom random) {
            if (random.nextDouble() < VERY_LATE) {
                return logNormal(random, 300, 0.5);
            }
            return STEADY.usual(longest, random) * (isSurging(at) ? 4 : 1) * (at >= 9 * DAY ? 3 : 1);
        }

        @Override
        double usual(double longest, SplittableRandom random) {
            return random.nextDouble() < VERY_LATE ? logNormal(random, 300, 0.5) : STEADY.usual(longest, random);
        }

        @Override
        double load(double at) {
            return isSurging(at) ? 10 : 1;
        }

        private static boolean isSurging(double at) {
            return isWithin(at, 7 * DAY + 8 * 60, 240) || isWithin(at, 10 * DAY + 8 * 60, 240);
        }
    };

    private static final double DAY = 1440;
    private static final double VERY_LATE = 0.01;
    private static final double MEDIAN = Math.sqrt(30);
    private static final double SPREAD = Math.log(7.5) / (2 * 1.6449);
    private static final double[] DAMS = {5 * DAY + 9 * 60, 9 * DAY + 20 * 60};
    private static final double FLOOD = 30;
    private static final double STRAGGLING = 0.02;
    private static final double STRAGGLERS = 240;

    /**
     * How late an event becomes visible.
     *
     * @param at when it happens
     * @param longest the latest a heavy tail reaches
     */
    double drawn(double at, double longest, SplittableRandom random) {
        return usual(longest, random);
    }

    /** The same, of an event that happens while nothing is out of the ordinary. */
    double usual(double longest, SplittableRandom random) {
        return logNormal(random, MEDIAN, SPREAD);
    }

    /** How many times as many events as usual there are. */
    double load(double at) {
        return 1;
    }

    /** Whether the law is the same at all times. */
    boolean isStationary() {
        return this == STEADY || this == BIMODAL || this == PARETO;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static double logNormal(SplittableRandom random, double median, double spread) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * random.nextDouble()));
    }

    /** What would have become visible during an outage comes with the flood after it, and a little of it hours later. */
    private static double dammed(double at, double lateness, double length, SplittableRandom random) {
        for (double dam : DAMS) {
            if (isWithin(at + lateness, dam, length)) {
                double straggling =
                        random.nextDouble() < STRAGGLING ? -STRAGGLERS * Math.log(1 - random.nextDouble()) : 0;
                return dam + length + FLOOD * random.nextDouble() + straggling - at;
            }
        }
        return lateness;
    }

    private static boolean isWithin(double at, double from, double length) {
        return at >= from && at < from + length;
    }
}
