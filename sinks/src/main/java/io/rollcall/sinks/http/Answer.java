package io.rollcall.sinks.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param body as text, all of it
 * @param retryAfter the wait it asked for
 */
public record Answer(int status, String body, Optional<Duration> retryAfter) {

    private static final int SHOWN = 300;

    /** Status and the beginning of the body, for people. */
    public String shown() {
        String text = body.strip().replaceAll("\\s+", " ");
        return "HTTP " + status
                + (text.isEmpty() ? "" : ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text));
    }
}
