package io.rollcall.sim.odata;

import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.StreamKind;
import java.time.Instant;
import java.util.Set;

/**
 * Where in a report a client stands.
 *
 * @param firstAsked when the first page was asked for; with an order, all pages show that moment
 * @param offset records passed so far
 */
public record PageState(
        Report report, EventStore store, Set<StreamKind> streams, ReportQuery query, Instant firstAsked, int offset) {
    public PageState {
        streams = Set.copyOf(streams);
    }

    /** First page. */
    public static PageState first(
            Report report, EventStore store, Set<StreamKind> streams, ReportQuery query, Instant now) {
        return new PageState(report, store, streams, query, now, 0);
    }

    PageState after(int records) {
        return new PageState(report, store, streams, query, firstAsked, offset + records);
    }
}
