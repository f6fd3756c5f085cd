package io.rollcall.bench.size;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Testimony;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A ledger that has remembered a history, page by page, as a collector would have.
 *
 * @param file where it is
 */
record BigLedger(Path file) {

    static final StreamId STREAM = new StreamId("bench", "bench", "all");

    /**
     * Commits all events of a history, {@code pageSize} at a time.
     *
     * @param lookedAt until when everything counts as read, and when it was read
     */
    void remember(History history, int pageSize, Instant lookedAt) {
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            Instant since = history.window().from();
            StreamState state = StreamState.beginningAt(since)
                    .withCoverage(Coverage.NONE.swept(new Window(since, lookedAt), lookedAt));
            for (long first = 0; first < history.events(); first += pageSize) {
                long end = Math.min(history.events(), first + pageSize);
                Instant now = history.time(end);
                ledger.commit(new Commit(STREAM, now, keys(history, first, end), state, Testimony.NONE, since));
            }
        }
    }

    private static Map<Shelf, KeyChunk> keys(History history, long first, long end) {
        Map<Shelf, List<KeyChunk.Entry>> entries = new HashMap<>();
        for (long number = first; number < end; number++) {
            Shelf shelf = new Shelf(KeySpace.EVENT, Bucket.of(history.time(number)));
            entries.computeIfAbsent(shelf, unused -> new ArrayList<>())
                    .add(new KeyChunk.Entry(history.key(number), history.checksum(number)));
        }
        Map<Shelf, KeyChunk> keys = new HashMap<>();
        entries.forEach((shelf, list) -> keys.put(shelf, KeyChunk.of(list)));
        return keys;
    }

    void compact() {
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            ledger.compact();
        }
    }

    /** Bytes of the file and of what belongs to it. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            long bytes = 0;
            for (Path each : files.filter(it -> it.toString().startsWith(file.toString()))
                    .toList()) {
                bytes += Files.size(each);
            }
            return bytes;
        }
    }
}
