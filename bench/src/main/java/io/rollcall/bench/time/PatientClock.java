package io.rollcall.bench.time;

import io.rollcall.engine.time.Clock;
import io.rollcall.sim.clock.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A clock that stands still while any of its workers works, and jumps to the next time one of them waits for when all of them
 * sleep. What happens by this clock therefore does not depend on how fast the machine is, and days pass in seconds.
 *
 * <p>Anybody may read it; only its workers may sleep by it, each on one thread. Thread-safe.
 */
public final class PatientClock implements Clock, SimulatedClock {

    private final Set<Thread> workers = new HashSet<>();
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(Comparator.comparing(sleeper -> sleeper.until));
    private Instant now;
    private int awake;

    public PatientClock(Instant start) {
        this.now = start;
    }

    /** What a worker does. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public Instant instant() {
        return now();
    }

    /**
     * Runs workers side by side until all have finished, whether well or not.
     *
     * @throws ExecutionException if one of them failed, for the first one that did
     */
    public void run(List<Work> all) throws ExecutionException, InterruptedException {
        enter(all.size());
        ExecutorService threads = Executors.newFixedThreadPool(all.size(), task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> results = new ArrayList<>();
            all.forEach(work -> results.add(threads.submit(() -> {
                attend(work);
                return null;
            })));
            await(results);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(List<Future<?>> results) throws ExecutionException, InterruptedException {
        List<ExecutionException> failures = new ArrayList<>();
        for (Future<?> result : results) {
            try {
                result.get();
            } catch (ExecutionException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
            throw failures.get(0);
        }
    }

    private void attend(Work work) throws Exception {
        begin();
        try {
            work.run();
        } finally {
            leave();
        }
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (!workers.contains(Thread.currentThread())) {
            throw new IllegalStateException(
                    "only a worker of a patient clock may sleep by it: the clock would jump without" + " waiting for "
                            + Thread.currentThread().getName());
        }
        if (duration.isNegative() || duration.isZero()) {
            return;
        }
        Sleeper sleeper = new Sleeper(now.plus(duration));
        sleepers.add(sleeper);
        awake--;
        jumpIfAllSleep();
        try {
            while (sleeper.isAsleep) {
                wait();
            }
        } finally {
            if (sleeper.isAsleep && sleepers.remove(sleeper)) {
                awake++;
            }
        }
    }

    private synchronized void enter(int count) {
        if (awake + sleepers.size() > 0) {
            throw new IllegalStateException("this clock has workers already");
        }
        awake = count;
    }

    private synchronized void begin() {
        workers.add(Thread.currentThread());
    }

    private synchronized void leave() {
        workers.remove(Thread.currentThread());
        awake--;
        jumpIfAllSleep();
    }

    private void jumpIfAllSleep() {
        if (awake > 0 || sleepers.isEmpty()) {
            return;
        }
        now = sleepers.element().until;
        while (!sleepers.isEmpty() && !sleepers.element().until.isAfter(now)) {
            sleepers.remove().isAsleep = false;
            awake++;
        }
        notifyAll();
    }

    /** A worker that waits for an instant. */
    private static final class Sleeper {
        private final Instant until;
        private boolean isAsleep = true;

        Sleeper(Instant until) {
            this.until = until;
        }
    }
}
