package io.rollcall.engine.budget;

import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The requests one rate scope still allows, shared by all its streams. Grants at most {@code requests} in any stretch of
 * {@code period} of steady time, measured between grants; a scope the API has throttled is closed until the time it named. Thread-safe.
 */
public final class Budget {

    private final RateScope scope;
    private final Clock clock;
    private final Deque<Instant> grants = new ArrayDeque<>();
    private Instant closedUntil = Instant.MIN;

    public Budget(RateScope scope, Clock clock) {
        this.scope = scope;
        this.clock = clock;
    }

    public RateScope scope() {
        return scope;
    }

    /**
     * Takes one request out of the budget now if there is one.
     *
     * @return empty if the request may be sent; otherwise how long to wait before asking again
     */
    public synchronized Optional<Duration> tryAcquire() {
        Instant now = clock.steady();
        while (grants.size() >= scope.requests()) {
            Instant free = grants.getFirst().plus(scope.period());
            if (free.isAfter(now)) {
                return Optional.of(Duration.between(now, free));
            }
            grants.removeFirst();
        }
        if (closedUntil.isAfter(now)) {
            return Optional.of(Duration.between(now, closedUntil));
        }
        grants.addLast(now);
        return Optional.empty();
    }

    /** Waits for a request for at most {@code patience}; returns the remaining wait if that is not enough. */
    public Optional<Duration> acquire(Duration patience) throws InterruptedException {
        Instant deadline = clock.steady().plus(patience);
        while (true) {
            Optional<Duration> wait = tryAcquire();
            if (wait.isEmpty()) {
                return wait;
            }
            if (clock.steady().plus(wait.get()).isAfter(deadline)) {
                return wait;
            }
            clock.sleep(wait.get());
        }
    }

    /** Closes the scope for a while, because the API said so. A shorter closing never undoes a longer one. */
    public synchronized void closeFor(Duration duration) {
        Instant until = clock.steady().plus(duration);
        if (until.isAfter(closedUntil)) {
            closedUntil = until;
        }
    }
}
