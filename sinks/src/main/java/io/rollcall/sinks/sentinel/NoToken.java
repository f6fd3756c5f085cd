package io.rollcall.sinks.sentinel;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Nobody gives us a token; the message says why, and what to check. */
final class NoToken extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Optional<Duration> after;

    NoToken(String message, Optional<Duration> after) {
        super(message);
        this.after = after;
    }

    /** The wait that was asked for. */
    Optional<Duration> after() {
        return after;
    }
}
