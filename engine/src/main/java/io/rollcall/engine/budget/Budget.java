package io.rollcall.engine.budget;

import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests one rate scope still allows, shared by all its streams: at most {@code requests} in any stretch of {@code period} of steady
 * time as the API counts them, which is when they arrive. A request arrives after it was sent and before it was answered; where the
 * answer is long in coming, after a tenth of the period or a second at the latest. A scope the API has throttled is closed until the time it
 * named. A part of the requests may be left to other processes. Thread-safe.
 */
public final class Budget {

    private static final int SHARE_UNDER_WAY = 10;
    private static final Duration LONGEST_UNDER_WAY = Duration.ofSeconds(1);

    /** Two thirds of three requests are two. */
    private static final double ROUNDING = 1e-6;

    private final RateScope scope;
    private final Clock clock;
    private final Duration underWay;
    private final List<Grant> grants = new ArrayList<>();
    private Instant closedUntil = Instant.MIN;
    private int allowed;

    public Budget(RateScope scope, Clock clock) {
        this.scope = scope;
        this.clock = clock;
        this.allowed = scope.requests();
        Duration share = scope.period().dividedBy(SHARE_UNDER_WAY);
        this.underWay = share.compareTo(LONGEST_UNDER_WAY) < 0 ? share : LONGEST_UNDER_WAY;
    }

    public RateScope scope() {
        return scope;
    }

    /** A request that may be sent, at once. */
    public final class Grant {

        private Instant arrivedBy;

        private Grant(Instant arrivedBy) {
            this.arrivedBy = arrivedBy;
        }

        /** It has been answered, or is known to have failed: so it is not under way any more. */
        public void answered() {
            synchronized (Budget.this) {
                Instant now = clock.steady();
                arrivedBy = now.isBefore(arrivedBy) ? now : arrivedBy;
            }
        }
    }

    /** Takes one request out of the budget now, if there is one. */
    public synchronized Optional<Grant> tryAcquire() {
        if (!untilFree().isZero()) {
            return Optional.empty();
        }
        Grant grant = new Grant(clock.steady().plus(underWay));
        grants.add(grant);
        return Optional.of(grant);
    }

    /** How long it is until there is a request in the budget; zero if there is one. */
    public synchronized Duration untilFree() {
        Instant now = clock.steady();
        grants.removeIf(grant -> !grant.arrivedBy.plus(scope.period()).isAfter(now));
        Instant free = closedUntil;
        if (grants.size() >= allowed) {
            Instant enough = grants.stream()
                    .map(grant -> grant.arrivedBy)
                    .sorted()
                    .skip(grants.size() - allowed)
                    .findFirst()
                    .orElseThrow()
                    .plus(scope.period());
            free = enough.isAfter(free) ? enough : free;
        }
        return free.isAfter(now) ? Duration.between(now, free) : Duration.ZERO;
    }

    /** Waits for a request for at most {@code patience}; empty if that is not enough. */
    public Optional<Grant> acquire(Duration patience) throws InterruptedException {
        Instant deadline = clock.steady().plus(patience);
        while (true) {
            Optional<Grant> grant = tryAcquire();
            if (grant.isPresent()) {
                return grant;
            }
            Duration wait = untilFree();
            if (clock.steady().plus(wait).isAfter(deadline)) {
                return Optional.empty();
            }
            clock.sleep(wait);
        }
    }

    /** The part of the requests allowed now that is used up, from 0 to 1; 1 while the scope is closed. */
    public synchronized double used() {
        Duration wait = untilFree();
        return wait.isZero() ? (double) grants.size() / allowed : 1;
    }

    /**
     * Leaves the rest of the requests to other processes, from now on; one stays, however small the part.
     *
     * @param part from 0 to 1
     */
    public synchronized void share(double part) {
        allowed = Math.max(1, (int) Math.floor(scope.requests() * part + ROUNDING));
    }

    /** Closes the scope for a while, because the API said so. A shorter closing never undoes a longer one. */
    public synchronized void closeFor(Duration duration) {
        Instant until = clock.steady().plus(duration);
        if (until.isAfter(closedUntil)) {
            closedUntil = until;
        }
    }
}
