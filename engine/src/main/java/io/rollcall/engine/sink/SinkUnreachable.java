package io.rollcall.engine.sink;

/** The answer of a sink that cannot be reached: what was tried, what happened, what to check. */
public final class SinkUnreachable extends Exception {

    private static final long serialVersionUID = 1;

    public SinkUnreachable(String message) {
        super(message);
    }

    public SinkUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
