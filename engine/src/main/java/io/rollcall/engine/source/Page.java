package io.rollcall.engine.source;

import io.rollcall.engine.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one step of a sweep returned: the unit of commit. A page may hold no events at all.
 *
 * @param events the records, in the order received
 * @param requestedAt when the request was sent, on the API's clock: everything in it was visible by then
 * @param bytes size of the body as received, decompressed
 * @param item the item these events are the whole content of, where the API hands out items
 * @param position where the stream goes on behind this page, for an API that is followed by positions
 * @param failure why the item could not be read; present only with an item and no events: the item goes to quarantine (or is
 *     dropped, if the fault says it is gone)
 */
public record Page(
        List<Event> events,
        Instant requestedAt,
        long bytes,
        Optional<Item> item,
        Optional<String> position,
        Optional<SourceFault> failure) {

    public Page {
        events = List.copyOf(events);
        Objects.requireNonNull(requestedAt, "requestedAt");
        if (failure.isPresent() && (item.isEmpty() || !events.isEmpty())) {
            throw new IllegalArgumentException("a failed page names its item and holds no events");
        }
    }

    public static Page of(List<Event> events, Instant requestedAt, long bytes) {
        return new Page(events, requestedAt, bytes, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Page ofItem(Item item, List<Event> events, Instant requestedAt, long bytes) {
        return new Page(events, requestedAt, bytes, Optional.of(item), Optional.empty(), Optional.empty());
    }

    public static Page failedItem(Item item, SourceFault fault, Instant requestedAt) {
        return new Page(List.of(), requestedAt, 0, Optional.of(item), Optional.empty(), Optional.of(fault));
    }

    /** This page, with the position behind it. */
    public Page before(Optional<String> behind) {
        return new Page(events, requestedAt, bytes, item, behind, failure);
    }
}
