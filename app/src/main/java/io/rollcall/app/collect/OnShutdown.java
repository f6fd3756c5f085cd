package io.rollcall.app.collect;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work come to its end when somebody asks the process to end, as by SIGTERM: has it stopped, and holds the process until it has been closed,
 * for ten seconds at most. To be opened before the work and closed after it.
 */
public final class OnShutdown implements AutoCloseable {

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "stop");
    private Runnable stop = () -> {};
    private boolean isAsked;

    public OnShutdown() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Says how the work is stopped; does so at once if the process has been asked to end already. */
    public synchronized void stopBy(Runnable newStop) {
        stop = newStop;
        if (isAsked) {
            newStop.run();
        }
    }

    private synchronized void ask() {
        isAsked = true;
        stop.run();
    }

    private void end() {
        ask();
        try {
            boolean unused = closed.await(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException isEnding) {
            // the hook runs already, and has just been told that it may go on
        }
    }
}
