package io.rollcall.sinks;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;

/** Waiting for what other threads or processes do. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Eventually() {}

    /** Returns when the condition holds; fails if it does not in time. */
    public static void until(String description, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                Assertions.fail("waited " + PATIENCE + " in vain until " + description);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What is done when something has come about. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /** Does something in the background as soon as the condition holds. */
    public static void then(Callable<Boolean> condition, Action action) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        while (!condition.call()) {
                            LockSupport.parkNanos(100_000);
                        }
                        action.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                "eventually");
        watcher.setDaemon(true);
        watcher.start();
    }
}
