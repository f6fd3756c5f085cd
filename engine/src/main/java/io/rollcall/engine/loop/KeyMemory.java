package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.memory.BucketKeys;
import io.rollcall.engine.memory.KeyChunk;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shelves a stream is using, kept in memory up to a number of keys; the least recently used ones go first.
 * Thread-safe, since a sweep asks for settled items while the page before is processed.
 */
final class KeyMemory {

    private final StreamId stream;
    private final Ledger ledger;
    private final long maxKeys;
    private final Map<Shelf, BucketKeys> shelves = new LinkedHashMap<>(16, 0.75f, true);
    private long keys;

    KeyMemory(StreamId stream, Ledger ledger, long maxKeys) {
        this.stream = stream;
        this.ledger = ledger;
        this.maxKeys = maxKeys;
    }

    synchronized BucketKeys on(Shelf shelf) {
        BucketKeys known = shelves.get(shelf);
        return known != null ? known : put(shelf, ledger.keys(stream, shelf));
    }

    /** Takes over what has been committed. */
    synchronized void committed(Map<Shelf, KeyChunk> added) {
        added.forEach((shelf, chunk) -> {
            BucketKeys known = shelves.get(shelf);
            if (known != null) {
                put(shelf, known.with(chunk));
            }
        });
    }

    private BucketKeys put(Shelf shelf, BucketKeys value) {
        BucketKeys before = shelves.put(shelf, value);
        keys += value.size() - (before == null ? 0 : before.size());
        while (keys > maxKeys && shelves.size() > 1) {
            Shelf eldest = shelves.keySet().iterator().next();
            BucketKeys dropped = shelves.remove(eldest);
            keys -= dropped == null ? 0 : dropped.size();
        }
        return value;
    }
}
