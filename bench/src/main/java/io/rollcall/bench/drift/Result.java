package io.rollcall.bench.drift;

import java.util.Arrays;
import java.util.Locale;

/** What a policy came to in a world. */
record Result(
        String model,
        String volume,
        int pageSize,
        String policy,
        double missed,
        double duplicates,
        double callsPerMinute,
        double peak,
        double callsPerThousand,
        double amplification,
        double mean,
        double p50,
        double p95,
        double p99,
        double max) {

    static Result of(
            String model, String volume, int pageSize, String policy, World world, Api api, Deliveries deliveries,
            long from, long to, long end) {
        double[] delays = deliveries.delays(from, to);
        int cohort = world.from(to) - world.from(from);
        double thousands = world.size() / 1000.0;
        return new Result(
                model,
                volume,
                pageSize,
                policy,
                1 - (double) delays.length / cohort,
                (double) deliveries.duplicates() / deliveries.delivered(),
                api.calls() / (end / (double) World.MINUTE),
                api.peak(),
                api.calls() / thousands,
                api.records() / (thousands * 1000),
                Arrays.stream(delays).average().orElse(0),
                quantile(delays, 0.5),
                quantile(delays, 0.95),
                quantile(delays, 0.99),
                quantile(delays, 1));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%-9s %-7s %5d %-16s missed %9.5f%% dup %6.3f%% calls/min %6.2f (%5.1f) /1k %7.1f amp %7.1f mean %8.1f p50 %7.1f p95 %8.1f p99 %8.1f max %9.0f",
                model, volume, pageSize, policy, missed * 100, duplicates * 100, callsPerMinute, peak, callsPerThousand,
                amplification, mean, p50, p95, p99, max);
    }
}
