package io.rollcall.sim.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * At most so many requests in any period of simulated time, for each scope. Refused requests count too, as Microsoft
 * documents for retries. Thread-safe.
 */
public final class RateLimit {
    private final int most;
    private final Duration period;
    private final Map<String, Deque<Instant>> recent = new HashMap<>();

    public RateLimit(int most, Duration period) {
        if (most < 1) {
            throw new IllegalArgumentException("a rate limit must allow at least one request, but allows " + most);
        }
        this.most = most;
        this.period = period;
    }

    /** Counts a request; the time to wait if it is one too many, else empty. */
    public synchronized Optional<Duration> exceeded(String scope, Instant now) {
        Deque<Instant> times = recent.computeIfAbsent(scope, unused -> new ArrayDeque<>());
        Instant begin = now.minus(period);
        while (!times.isEmpty() && !times.peekFirst().isAfter(begin)) {
            times.removeFirst();
        }
        times.addLast(now);
        if (times.size() <= most) {
            return Optional.empty();
        }
        if (times.size() > most * 2) {
            times.removeFirst();
        }
        Instant blocking = times.stream().skip(times.size() - most).findFirst().orElse(now);
        return Optional.of(Duration.between(begin, blocking));
    }
}
