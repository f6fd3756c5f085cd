package io.rollcall.engine.notice;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a stream's record can be relied on, for those who read the events.
 *
 * @param completeThrough before this at most one event in a thousand is expected to be missing
 * @param reopened how often that had to be taken back
 * @param readUntil up to here everything was read at least once
 * @param latenessP95 how long after they happened nineteen in twenty events are visible, as far as is known
 * @param isStalled whether the API answers but shows nothing new where there is always something
 */
public record Heartbeat(
        Instant completeThrough, int reopened, Instant readUntil, Duration latenessP95, boolean isStalled) {

    String message() {
        return "Before " + completeThrough + " at most one event in a thousand is expected to be missing."
                + (isStalled ? " The source is stalled." : "");
    }
}
