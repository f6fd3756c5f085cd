package io.rollcall.engine.source;

/** Adds requests up. Thread-safe. */
public final class RequestTally {

    private RequestCounts sum = RequestCounts.NONE;

    public synchronized void add(RequestCounts more) {
        sum = sum.plus(more);
    }

    public synchronized RequestCounts sum() {
        return sum;
    }
}
