package io.rollcall.audit.roll;

import java.time.Duration;
import java.util.List;

/** How late events became visible, in classes. */
public final class Lateness {

    /** Upper bounds of the classes; one more class is open. */
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7));

    private final long[] counts = new long[BOUNDS.size() + 1];
    private long max;

    void add(int seconds) {
        int at = 0;
        while (at < BOUNDS.size() && seconds >= BOUNDS.get(at).toSeconds()) {
            at++;
        }
        counts[at]++;
        max = Math.max(max, seconds);
    }

    void add(Lateness other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        max = Math.max(max, other.max);
    }

    /** Events in a class: at least as late as the bound before it, and less than its own. */
    public long count(int bound) {
        return counts[bound];
    }

    /** All events whose lateness is known. */
    public long total() {
        return java.util.Arrays.stream(counts).sum();
    }

    public Duration max() {
        return Duration.ofSeconds(max);
    }
}
