package io.rollcall.sim.odata;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Continuations handed out to clients, good for a limited time. Thread-safe. */
public final class PageTokens<S> {
    private final Duration lifetime;
    private final Map<String, Issued<S>> issued = new LinkedHashMap<>();

    /** @param lifetime simulated time for which a token is good */
    public PageTokens(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** Remembers where a token leads, and forgets tokens that have run out. */
    public synchronized void put(String token, S state, Instant now) {
        issued.values().removeIf(earlier -> !now.isBefore(earlier.expiry));
        issued.put(token, new Issued<>(state, now.plus(lifetime)));
    }

    /** Where a token leads; empty if it is unknown or has run out. It can be used again. */
    public synchronized Optional<S> get(String token, Instant now) {
        return Optional.ofNullable(issued.get(token))
                .filter(known -> now.isBefore(known.expiry))
                .map(Issued::state);
    }

    private record Issued<S>(S state, Instant expiry) {}
}
