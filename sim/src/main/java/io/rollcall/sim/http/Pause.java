package io.rollcall.sim.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Wait in real time that ends early when the server closes. The only place that waits for time to pass. */
final class Pause {
    private final CountDownLatch closed = new CountDownLatch(1);

    void await(Duration time) throws InterruptedException {
        closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends all waits, now and in future. */
    void end() {
        closed.countDown();
    }
}
