package io.rollcall.engine.drift;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A histogram of measured drift. When an event became visible is known only to lie between two looks, so each event counts
 * once by its lower and once by its upper bound. Bins are a factor of √2 apart, from one second up. Immutable.
 *
 * @param lower events per bin by lower bound
 * @param upper events per bin by upper bound
 */
public record Lateness(List<Long> lower, List<Long> upper) {

    /** Enough bins for 100 days. */
    static final int BINS = 47;

    /** Nothing measured. */
    public static final Lateness NONE = new Lateness(zeros(), zeros());

    /** Between what bounds a figure lies. */
    public record Bounds(Duration atLeast, Duration atMost) {}

    public Lateness {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        if (lower.size() != BINS || upper.size() != BINS) {
            throw new IllegalArgumentException("a lateness histogram has " + BINS + " bins");
        }
    }

    /** This histogram with some more events. */
    public Lateness with(List<Bounds> events) {
        Long[] moreLower = lower.toArray(Long[]::new);
        Long[] moreUpper = upper.toArray(Long[]::new);
        for (Bounds event : events) {
            moreLower[bin(event.atLeast())]++;
            moreUpper[bin(event.atMost())]++;
        }
        return new Lateness(List.of(moreLower), List.of(moreUpper));
    }

    public long count() {
        return upper.stream().mapToLong(Long::longValue).sum();
    }

    /** Bounds of a quantile, rounded outwards to the bins. Zero if nothing was measured. */
    public Bounds quantile(double share) {
        return new Bounds(edge(binOf(lower, share)), count() == 0 ? Duration.ZERO : edge(binOf(upper, share) + 1));
    }

    private int binOf(List<Long> bins, double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count()));
        long seen = 0;
        for (int bin = 0; bin < BINS; bin++) {
            seen += bins.get(bin);
            if (seen >= wanted) {
                return bin;
            }
        }
        return 0;
    }

    /** The upper edges of the bins, ascending. */
    public static List<Duration> upperEdges() {
        return IntStream.rangeClosed(1, BINS).mapToObj(Lateness::edge).toList();
    }

    /** The lower edge of a bin; bin 0 begins at zero. */
    private static Duration edge(int bin) {
        return bin == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(1000 * Math.pow(2, (bin - 1) / 2.0)));
    }

    private static int bin(Duration lateness) {
        return (int) IntStream.range(1, BINS)
                .takeWhile(bin -> edge(bin).compareTo(lateness) <= 0)
                .count();
    }

    private static List<Long> zeros() {
        return Stream.generate(() -> 0L).limit(BINS).toList();
    }
}
