package io.rollcall.engine.loop;

import java.time.Instant;

/**
 * What a step of a stream's loop came to.
 *
 * @param kind what it did
 * @param due when the next step is worth making, on our clock's steady time
 */
public record Outcome(Kind kind, Instant due) {

    /** What a step did. */
    public enum Kind {
        /** Something; there is more to do at once. */
        WORKED,
        /** Nothing: all that is due has been read and delivered. */
        IDLE,
        /** The source is in the way. */
        WAITING_FOR_SOURCE,
        /** The sink is in the way. */
        WAITING_FOR_SINK,
        /** The ledger is in the way. */
        WAITING_FOR_LEDGER,
        /** Another collector has the stream, or is to have it. */
        STANDING_BY
    }
}
