package io.rollcall.sim.event;

import java.util.List;

/**
 * Answer to a {@link Selection}.
 *
 * @param more whether events follow after these
 */
public record Listing(List<EventVersion> versions, boolean more) {
    public Listing {
        versions = List.copyOf(versions);
    }
}
