package io.rollcall.audit.layout;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A record looked up again.
 *
 * @param ordinal its place on its side
 * @param line the line it stands on, from 1; 0 if its side has no lines
 * @param id its id as it is written, the parts of one that has several separated by blanks
 * @param key identity
 * @param time event time, to the second
 * @param record the vendor's record; empty if the side holds keys only
 */
public record Shown(long ordinal, long line, String id, EventKey key, Optional<Instant> time, Optional<Slice> record) {

    public Shown {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(record, "record");
    }
}
