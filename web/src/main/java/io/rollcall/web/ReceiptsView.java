package io.rollcall.web;

import java.util.List;

/**
 * What a sink has answered since the collector started, and how soon.
 *
 * @param sink the user's name for it
 * @param postponed batches it has not accepted, or not told the fate of
 * @param accepted batches it has accepted, by how long it took: one number for each of {@link #BOUNDS}, without those before
 * @param seconds all of them took together
 */
public record ReceiptsView(String sink, long postponed, List<Long> accepted, double seconds) {

    /** Upper bounds in seconds; the last is infinite. */
    public static final List<Double> BOUNDS = List.of(
            0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, Double.POSITIVE_INFINITY);

    public ReceiptsView {
        accepted = List.copyOf(accepted);
    }
}
