package io.rollcall.sim.truth;

import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.StreamKind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything that has happened, told again on demand rather than kept. Entries come by tenant, then stream, then in the
 * order of happening. Thread-safe.
 */
public final class Truth {
    private static final int CHUNK = 500;

    private final List<EventStore> stores;
    private final Witness witness;
    private final InstantSource clock;

    public Truth(Collection<EventStore> stores, Witness witness, InstantSource clock) {
        this.stores = List.copyOf(stores);
        this.witness = witness;
        this.clock = clock;
    }

    /** Tells every entry of a part of the truth, as of now. */
    public void tell(TruthQuery query, Consumer<TruthEntry> listener) {
        for (EventStore store : stores) {
            store.advanceTo(clock.instant());
            for (StreamKind stream : StreamKind.values()) {
                if (query.tenantId().orElse(store.tenantId()).equals(store.tenantId())
                        && query.stream().orElse(stream) == stream) {
                    tell(store, stream, 0, store.size(stream), query, listener);
                }
            }
        }
    }

    public List<TruthEntry> entries(TruthQuery query) {
        List<TruthEntry> entries = new ArrayList<>();
        tell(query, entries::add);
        return entries;
    }

    /** Number of events so far, whatever their number of states. */
    public long events() {
        long events = 0;
        for (EventStore store : stores) {
            store.advanceTo(clock.instant());
            for (StreamKind stream : StreamKind.values()) {
                events += store.size(stream);
            }
        }
        return events;
    }

    List<EventStore> stores() {
        return stores;
    }

    InstantSource clock() {
        return clock;
    }

    /** Tells the entries of the events with indexes in {@code [from, until)}. */
    void tell(
            EventStore store, StreamKind stream, int from, int until, TruthQuery query, Consumer<TruthEntry> listener) {
        for (int begin = from; begin < until; begin += CHUNK) {
            store.versions(stream, begin, Math.min(until, begin + CHUNK)).stream()
                    .filter(query::wants)
                    .map(witness::entry)
                    .forEach(listener);
        }
    }
}
