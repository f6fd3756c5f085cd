package io.rollcall.bench.sinks;

import java.util.List;

/**
 * A sink and a plain writer of its protocol, to the same receiver.
 *
 * @param sink what was measured
 * @param plain what it is compared with
 * @param sinkSeconds of each round; the first is cold
 * @param plainSeconds of each round
 */
record Pair(String sink, String plain, List<Double> sinkSeconds, List<Double> plainSeconds) {

    /** The middle of the rounds after the first. */
    static double warm(List<Double> seconds) {
        double[] warm = seconds.stream()
                .skip(seconds.size() > 1 ? 1 : 0)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return warm[warm.length / 2];
    }

    /** How many times as long as the plain writer the sink takes. */
    double ratio() {
        return warm(sinkSeconds) / warm(plainSeconds);
    }
}
