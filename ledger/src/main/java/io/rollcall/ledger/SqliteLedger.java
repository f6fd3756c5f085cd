package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A ledger in one SQLite file, in write-ahead mode with {@code synchronous=FULL}: a commit is on the disk when it returns. One
 * process writes to it; any number may read meanwhile.
 */
public final class SqliteLedger implements Ledger {

    private final Path file;
    private final Connection connection;
    private final Optional<WriterLock> lock;
    private final StateTables states;
    private final TestimonyTables testimonies;
    private final KeyTable keys;

    private SqliteLedger(Path file, Connection connection, Optional<WriterLock> lock) {
        this.file = file;
        this.lock = lock;
        this.connection = connection;
        Statements statements = new Statements(connection);
        this.states = new StateTables(statements);
        this.testimonies = new TestimonyTables(statements);
        this.keys = new KeyTable(connection);
    }

    /**
     * Opens a ledger for writing, making the file if there is none.
     *
     * @throws LedgerFailure if it cannot be opened, is damaged, or is in use by another process
     */
    public static SqliteLedger open(Path file) {
        WriterLock lock = WriterLock.of(file);
        try {
            Connection connection = connect(file, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
            Schema.migrate(connection);
            return new SqliteLedger(file, connection, Optional.of(lock));
        } catch (SQLException e) {
            throw withClosed(lock, LedgerTrouble.of(file, "cannot be opened", e));
        }
    }

    /**
     * Opens a ledger for reading, while another process may be writing to it. A commit through it fails.
     *
     * @throws LedgerFailure if there is none, or it cannot be read
     */
    public static SqliteLedger view(Path file) {
        if (!Files.exists(file)) {
            throw new LedgerFailure("There is no ledger " + file + ". It is made by the first 'rollcall run'.");
        }
        try {
            Connection connection = connect(file, "PRAGMA query_only = ON");
            Schema.requireCurrent(connection);
            return new SqliteLedger(file, connection, Optional.empty());
        } catch (SQLException e) {
            throw LedgerTrouble.of(file, "cannot be opened", e);
        }
    }

    /** Whether another process is writing to a ledger. Not to be asked by one that may be: to ask would cost it the lock. */
    public static boolean isInUse(Path file) {
        return Files.exists(file) && WriterLock.isHeld(file);
    }

    private static Connection connect(Path file, String... settings) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA foreign_keys = ON");
            for (String setting : settings) {
                statement.execute(setting);
            }
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private static LedgerFailure withClosed(WriterLock lock, LedgerFailure failure) {
        try {
            lock.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /**
     * Checks the whole file: the pages, and every key chunk against its checksum.
     *
     * @return what is wrong; empty if nothing is
     */
    public synchronized List<String> verify() {
        return read("verified", () -> Verification.of(connection));
    }

    /**
     * Packs the file: one chunk of keys per shelf, and no unused pages.
     *
     * @throws LedgerFailure if it could not be packed; nothing in it is lost
     */
    public synchronized void compact() {
        try {
            keys.mergeAll();
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM");
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } finally {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw LedgerTrouble.of(file, "cannot be packed", e);
        }
    }

    @Override
    public synchronized List<StreamId> streams() {
        return read("read", states::streams);
    }

    @Override
    public synchronized Optional<StreamState> state(StreamId stream) {
        return read("read", () -> states.read(stream));
    }

    /** All shelves on which a stream's keys are remembered, the oldest bucket first. */
    public synchronized List<Shelf> shelves(StreamId stream) {
        return read("read", () -> keys.shelves(stream));
    }

    @Override
    public synchronized BucketKeys keys(StreamId stream, Shelf shelf) {
        return read("read", () -> keys.read(stream, shelf));
    }

    @Override
    public synchronized Optional<Instant> lastAddition(StreamId stream, Shelf shelf) {
        return read("read", () -> keys.lastAddition(stream, shelf));
    }

    @Override
    public synchronized List<Attestation> attestations(StreamId stream, Window window) {
        return read("read", () -> testimonies.attestations(stream, window));
    }

    @Override
    public synchronized Optional<Bucket> lastAttested(StreamId stream) {
        return read("read", () -> testimonies.lastAttested(stream));
    }

    @Override
    public synchronized List<Loss> losses(StreamId stream, Window window) {
        return read("read", () -> testimonies.losses(stream, window));
    }

    @Override
    public synchronized void commit(Commit commit) {
        try {
            long stream = states.write(commit);
            keys.add(stream, commit);
            testimonies.add(stream, commit.testimony());
            connection.commit();
        } catch (SQLException | IllegalArgumentException e) {
            LedgerFailure failure = LedgerTrouble.of(file, "cannot be written", e);
            states.rolledBack();
            try {
                connection.rollback();
            } catch (SQLException onRollback) {
                failure.addSuppressed(onRollback);
            }
            throw failure;
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (SQLException | IOException e) {
            throw LedgerTrouble.of(file, "cannot be closed", e);
        }
    }

    /** Something read from the tables. */
    private interface Query<T> {
        T run() throws SQLException;
    }

    private <T> T read(String verb, Query<T> query) {
        try {
            T answer = query.run();
            connection.commit();
            return answer;
        } catch (SQLException | IllegalArgumentException e) {
            throw LedgerTrouble.of(file, "cannot be " + verb, e);
        }
    }
}
