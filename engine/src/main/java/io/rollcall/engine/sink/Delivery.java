package io.rollcall.engine.sink;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import java.time.Instant;
import java.util.Objects;

/**
 * One JSON text on its way to a sink: an event, or a notice about the collection itself.
 *
 * @param stream where it comes from
 * @param kind what it is
 * @param key identity; for a notice, a key of its own
 * @param time event time, or the time the event was first seen if it carries none; for a notice, when it was raised
 * @param visibleBy when the API had shown it at the latest, on the API's clock
 * @param body one JSON object in UTF-8, byte for byte as received but for insignificant white space, free of line breaks
 */
public record Delivery(StreamId stream, Kind kind, EventKey key, Instant time, Instant visibleBy, Slice body) {

    /** What is delivered. */
    public enum Kind {
        /** An event seen for the first time. */
        EVENT,
        /** A known event with changed content. */
        REVISION,
        /** A message of Rollcall's own. */
        NOTICE
    }

    public Delivery {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(visibleBy, "visibleBy");
        Objects.requireNonNull(body, "body");
    }
}
