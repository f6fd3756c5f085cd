package io.rollcall.engine.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One record as received, with what was read out of it.
 *
 * @param key identity within the stream
 * @param checksum 64-bit checksum of the canonical content; another checksum under the same key is a revision
 * @param time when it happened; empty if the record carries no readable time
 * @param position place on the time axis the API filters by; equal to {@code time} for most APIs, empty if the record does
 *     not carry it (an API that lists blobs filters by the blob's time)
 * @param body the record's bytes as received, but for insignificant white space: one line, see {@link CompactJson}
 */
public record Event(EventKey key, long checksum, Optional<Instant> time, Optional<Instant> position, Slice body) {

    public Event {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(body, "body");
    }
}
