package io.rollcall.audit;

import java.util.concurrent.atomic.AtomicLong;

/** How much of both sides has been read. Thread-safe. */
final class Reading {

    private final Progress progress;
    private final long all;
    private final AtomicLong truth = new AtomicLong();
    private final AtomicLong copy = new AtomicLong();

    Reading(Progress progress, long all) {
        this.progress = progress;
        this.all = all;
    }

    void truth(long bytes) {
        truth.set(bytes);
        tell();
    }

    void copy(long bytes) {
        copy.set(bytes);
        tell();
    }

    private void tell() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the roll call was interrupted");
        }
        progress.reading(truth.get() + copy.get(), all);
    }
}
