package io.rollcall.sim.event;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Question to a listing.
 *
 * @param from least event time, inclusive
 * @param until greatest event time, inclusive
 * @param asOf moment at which the listing is seen; later arrivals and later states are hidden
 * @param ascending oldest first rather than newest first
 * @param filter further condition
 * @param offset events to skip
 * @param limit events to return at most
 */
public record Selection(
        Set<StreamKind> streams,
        Instant from,
        Instant until,
        Instant asOf,
        boolean ascending,
        Predicate<EventVersion> filter,
        int offset,
        int limit) {

    public Selection {
        streams = Set.copyOf(streams);
        if (offset < 0 || limit < 1) {
            throw new IllegalArgumentException(
                    "offset must not be negative and limit must be positive, but they are " + offset + " and " + limit);
        }
    }
}
