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
}
