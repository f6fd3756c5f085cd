package io.rollcall.engine.ledger;

import io.rollcall.engine.drift.Shortfall;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * What can be said of an hour of a stream.
 *
 * @param hour on the API's time axis
 * @param level how far it was read
 * @param lookedAt when all of it had last been read; empty if some of it never was
 * @param lastFind when something that happened in it was last delivered; empty if nothing was
 * @param keys of the events delivered that happened in it
 * @param lost items listed in it that the API no longer had when they were asked for
 * @param shortfall events of it that may not be visible yet; empty if nothing is known of the stream's lateness
 */
public record Attestation(
        Bucket hour,
        Level level,
        Optional<Instant> lookedAt,
        Optional<Instant> lastFind,
        KeyDigest keys,
        long lost,
        Optional<Shortfall> shortfall) {

    /** Of an hour nothing is known of. */
    public static Attestation unknown(Bucket hour) {
        return new Attestation(
                hour, Level.UNKNOWN, Optional.empty(), Optional.empty(), KeyDigest.NONE, 0, Optional.empty());
    }
}
