package io.rollcall.audit.input;

/** Why nothing can be said about a side: the place, the cause and what to do, for a person. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    public Unreadable(String message) {
        super(message);
    }

    public Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
