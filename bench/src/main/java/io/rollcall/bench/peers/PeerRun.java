package io.rollcall.bench.peers;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A peer at work. A failed poll is counted, and the next one begins where it began. Used by one thread at a time. */
public final class PeerRun {

    private final Peer peer;
    private final Clock clock;
    private int failures;
    private Optional<IOException> lastFailure = Optional.empty();

    public PeerRun(Peer peer, Clock clock) {
        this.peer = peer;
        this.clock = clock;
    }

    /** Polls at once and then at each interval, as long as it is before {@code end}; returns at {@code end}. */
    public void until(Instant end) throws InterruptedException {
        Instant next = clock.now();
        while (next.isBefore(end)) {
            clock.sleepUntil(next);
            try {
                peer.poll();
            } catch (IOException e) {
                failures++;
                lastFailure = Optional.of(e);
            }
            next = next.plus(peer.interval());
        }
        clock.sleepUntil(end);
    }

    public Peer peer() {
        return peer;
    }

    /** Polls that failed so far. */
    public int failures() {
        return failures;
    }

    public Optional<IOException> lastFailure() {
        return lastFailure;
    }
}
