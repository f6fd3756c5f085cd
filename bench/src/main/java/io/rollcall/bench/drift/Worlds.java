package io.rollcall.bench.drift;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Makes worlds: equal seeds make equal ones. */
final class Worlds {

    private Worlds() {}

    /** @param days how many days to make events for */
    static World of(DriftLaw law, Volume volume, int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int minutes = days * 1440;
        long[] times = new long[(int) (minutes * volume.perMinute() * 1.3) + 1000];
        int size = 0;
        for (int minute = 0; minute < minutes; minute++) {
            int count = poisson(volume.at(minute + 0.5) * law.load(minute + 0.5), random);
            if (size + count > times.length) {
                times = Arrays.copyOf(times, times.length * 3 / 2 + count);
            }
            for (int i = 0; i < count; i++) {
                times[size++] = minute * World.MINUTE + random.nextLong(World.MINUTE);
            }
            Arrays.sort(times, size - count, size);
        }
        long[] visible = new long[size];
        for (int i = 0; i < size; i++) {
            double at = times[i] / (double) World.MINUTE;
            visible[i] = times[i] + Math.round(law.lateness(at, random) * World.MINUTE);
        }
        return new World(Arrays.copyOf(times, size), visible);
    }

    private static int poisson(double mean, SplittableRandom random) {
        if (mean > 200) {
            return poisson(mean / 2, random) + poisson(mean / 2, random);
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
