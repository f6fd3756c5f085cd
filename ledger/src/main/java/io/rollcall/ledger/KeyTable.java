package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import io.rollcall.engine.memory.KeyChunk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The packed key chunks. A commit appends a chunk per shelf; where that leaves chunks less than twice as long as the new one,
 * they are merged with it in the same transaction, so that a shelf has few chunks and each key is rewritten few times.
 */
final class KeyTable {

    private static final int READ_AT_ONCE = 100;

    private final Connection connection;

    KeyTable(Connection connection) {
        this.connection = connection;
    }

    BucketKeys read(StreamId stream, Shelf shelf) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT packed FROM key_chunk WHERE stream = (SELECT id FROM stream WHERE name = ?)"
                        + " AND space = ? AND bucket = ? ORDER BY entries DESC")) {
            query.setString(1, stream.toString());
            query.setString(2, shelf.space().name());
            query.setLong(3, shelf.bucket().number());
            List<KeyChunk> chunks = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    chunks.add(KeyChunk.decode(row.getBytes(1)));
                }
            }
            return new BucketKeys(chunks);
        }
    }

    Optional<Instant> lastAddition(StreamId stream, Shelf shelf) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT max(added_at) FROM key_chunk WHERE stream = (SELECT id FROM stream WHERE name = ?)"
                        + " AND space = ? AND bucket = ?")) {
            query.setString(1, stream.toString());
            query.setString(2, shelf.space().name());
            query.setLong(3, shelf.bucket().number());
            try (ResultSet row = query.executeQuery()) {
                long nanos = row.next() ? row.getLong(1) : 0;
                return row.wasNull() ? Optional.empty() : Optional.of(Nanos.instant(nanos));
            }
        }
    }

    /** All shelves of a stream that have keys, the oldest bucket first. */
    List<Shelf> shelves(StreamId stream) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT DISTINCT space, bucket FROM key_chunk WHERE stream = (SELECT id FROM stream WHERE name = ?)"
                        + " ORDER BY bucket, space")) {
            query.setString(1, stream.toString());
            List<Shelf> shelves = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    shelves.add(new Shelf(KeySpace.valueOf(row.getString(1)), new Bucket(row.getLong(2))));
                }
            }
            return shelves;
        }
    }

    void add(long stream, Commit commit) throws SQLException {
        for (Map.Entry<Shelf, KeyChunk> entry : commit.keys().entrySet()) {
            append(stream, entry.getKey(), entry.getValue(), commit.at(), 2);
        }
        if (!commit.keys().isEmpty()) {
            forget(stream, commit.forgetBefore());
        }
    }

    /** @param factor chunks of less than this many times the entries of the new one are merged with it */
    private void append(long stream, Shelf shelf, KeyChunk added, Instant at, long factor) throws SQLException {
        KeyChunk chunk = added;
        for (KeyChunk smaller = takeSmaller(stream, shelf, times(chunk, factor));
                smaller != null;
                smaller = takeSmaller(stream, shelf, times(chunk, factor))) {
            chunk = KeyChunk.merge(List.of(smaller, chunk));
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO key_chunk (stream, space, bucket, entries, added_at, packed) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, stream);
            insert.setString(2, shelf.space().name());
            insert.setLong(3, shelf.bucket().number());
            insert.setInt(4, chunk.size());
            insert.setLong(5, Nanos.of(at));
            insert.setBytes(6, chunk.encode());
            insert.executeUpdate();
        }
    }

    private static long times(KeyChunk chunk, long factor) {
        return factor == Long.MAX_VALUE ? factor : factor * chunk.size();
    }

    /** Removes and returns the smallest chunk with fewer entries than the bound; null if there is none. */
    private @org.jspecify.annotations.Nullable KeyChunk takeSmaller(long stream, Shelf shelf, long entries)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "DELETE FROM key_chunk WHERE id = (SELECT id FROM key_chunk WHERE stream = ? AND space = ? AND bucket = ?"
                        + " AND entries < ? ORDER BY entries LIMIT 1) RETURNING packed")) {
            query.setLong(1, stream);
            query.setString(2, shelf.space().name());
            query.setLong(3, shelf.bucket().number());
            query.setLong(4, entries);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? KeyChunk.decode(row.getBytes(1)) : null;
            }
        }
    }

    /** What is wrong with chunks that cannot be read. */
    List<String> damaged() throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT id, packed FROM key_chunk ORDER BY id")) {
            query.setFetchSize(READ_AT_ONCE);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong(1);
                    damage(row.getBytes(2)).ifPresent(what -> found.add("key chunk " + id + ": " + what));
                }
            }
        }
        return found;
    }

    private static Optional<String> damage(byte[] packed) {
        try {
            KeyChunk unused = KeyChunk.decode(packed);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A shelf of several chunks. */
    private record Full(long stream, Shelf shelf, Instant addedAt) {}

    /** Leaves one chunk on each shelf. */
    void mergeAll() throws SQLException {
        for (Full full : full()) {
            append(full.stream(), full.shelf(), KeyChunk.of(List.of()), full.addedAt(), Long.MAX_VALUE);
        }
    }

    private List<Full> full() throws SQLException {
        List<Full> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT stream, space, bucket, max(added_at) FROM key_chunk GROUP BY stream, space, bucket"
                                + " HAVING count(*) > 1");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Shelf shelf = new Shelf(KeySpace.valueOf(row.getString(2)), new Bucket(row.getLong(3)));
                found.add(new Full(row.getLong(1), shelf, Nanos.instant(row.getLong(4))));
            }
        }
        return found;
    }

    /** Forgets shelves whose bucket ended, and to which nothing was added, since an instant. */
    private void forget(long stream, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM key_chunk WHERE stream = ? AND bucket < ? AND (space, bucket) IN"
                        + " (SELECT space, bucket FROM key_chunk WHERE stream = ? AND bucket < ?"
                        + " GROUP BY space, bucket HAVING max(added_at) < ?)")) {
            long lastBucket = Bucket.of(before.minus(Bucket.LENGTH)).number();
            delete.setLong(1, stream);
            delete.setLong(2, lastBucket);
            delete.setLong(3, stream);
            delete.setLong(4, lastBucket);
            delete.setLong(5, Nanos.of(before));
            delete.executeUpdate();
        }
    }
}
