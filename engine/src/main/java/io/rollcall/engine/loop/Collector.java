package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs many loops on few threads: whichever step is due first is made first, a page at a time. A failure that a step throws ends all of
 * them: it is the ledger's, so that what was delivered could no longer be remembered, or one that no {@link SupervisedLoop} has caught.
 */
public final class Collector {

    /** A loop, when its next step is due, and what its last one came to. */
    private record Turn(Loop loop, Outcome last) {
        Instant due() {
            return last.due();
        }
    }

    private final Clock clock;
    private final List<Loop> loops;
    private final int workers;
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparing(Turn::due));
    private final Map<StreamId, Outcome> incomplete = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Thread, Instant> underWay = new HashMap<>();
    private @Nullable Throwable failure;
    private boolean stopping;

    /** @param workers threads to make steps with, at least one */
    public Collector(List<? extends Loop> loops, Clock clock, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("a collector needs a worker: " + workers);
        }
        this.loops = List.copyOf(loops);
        this.clock = clock;
        this.workers = Math.min(workers, Math.max(1, loops.size()));
    }

    /**
     * Makes steps until {@link #stop()} is called.
     *
     * @throws RuntimeException the failure that ended it
     */
    public void run() throws InterruptedException {
        work(null);
    }

    /**
     * Reads what is due at the first contact with each API, and ends.
     *
     * @param patience how long a stream may go on waiting for its source or sink
     * @return the streams given up, and what they were waiting for; empty if all that was due has been delivered
     * @throws RuntimeException the failure that ended it
     */
    public Map<StreamId, Outcome> once(Duration patience) throws InterruptedException {
        loops.forEach(Loop::endWithThePresent);
        work(clock.steady().plus(patience));
        return Map.copyOf(incomplete);
    }

    /** Asks all workers to stop; a page in flight is then fetched, and perhaps delivered, again by the next run. */
    public synchronized void stop() {
        stopping = true;
        threads.forEach(Thread::interrupt);
    }

    private void work(@Nullable Instant deadline) throws InterruptedException {
        synchronized (this) {
            Instant now = clock.steady();
            loops.forEach(loop -> turns.add(new Turn(loop, new Outcome(Outcome.Kind.WORKED, now))));
            for (int i = 0; i < workers; i++) {
                Thread thread = new Thread(() -> takeTurns(deadline), "collect-" + i);
                threads.add(thread);
                thread.start();
            }
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                stop();
                throw e;
            }
        }
        rethrow();
    }

    private synchronized void rethrow() {
        if (failure instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    private void takeTurns(@Nullable Instant deadline) {
        try {
            for (Turn turn = next(); turn != null; turn = next()) {
                clock.sleepUntil(turn.due());
                begun(Optional.of(clock.steady()));
                Outcome outcome = turn.loop().step();
                begun(Optional.empty());
                putBack(turn.loop(), outcome, deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** How long the step has taken so far that has been under way for longest; zero if none is. Any thread may ask. */
    public synchronized Duration longestStep() {
        Instant now = clock.steady();
        return underWay.values().stream()
                .map(start -> Duration.between(start, now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private synchronized void begun(Optional<Instant> now) {
        now.ifPresentOrElse(
                start -> underWay.put(Thread.currentThread(), start), () -> underWay.remove(Thread.currentThread()));
    }

    private synchronized @Nullable Turn next() {
        return stopping ? null : turns.poll();
    }

    private synchronized void putBack(Loop loop, Outcome outcome, @Nullable Instant deadline) {
        if (deadline == null || outcome.kind() == Outcome.Kind.WORKED) {
            turns.add(new Turn(loop, outcome));
        } else if (outcome.kind() != Outcome.Kind.IDLE && outcome.due().isAfter(deadline)) {
            incomplete.put(loop.stream(), outcome);
        } else if (outcome.kind() != Outcome.Kind.IDLE) {
            turns.add(new Turn(loop, outcome));
        }
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        stop();
    }
}
