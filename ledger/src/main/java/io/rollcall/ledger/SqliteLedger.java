package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.BucketKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A ledger in one SQLite file, in write-ahead mode with {@code synchronous=FULL}: a commit is on the disk when it returns. The
 * file is locked for this process, so that two collectors never write to one ledger.
 */
public final class SqliteLedger implements Ledger {

    private final Path file;
    private final Connection connection;
    private final StateTables states;
    private final KeyTable keys;

    private SqliteLedger(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.states = new StateTables(connection);
        this.keys = new KeyTable(connection);
    }

    /**
     * Opens a ledger for writing, making the file if there is none.
     *
     * @throws LedgerFailure if it cannot be opened, is damaged, or is in use by another process
     */
    public static SqliteLedger open(Path file) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA foreign_keys = ON");
            }
            connection.setAutoCommit(false);
            Schema.migrate(connection);
            return new SqliteLedger(file, connection);
        } catch (SQLException e) {
            throw failure(file, "cannot be opened", e);
        }
    }

    /**
     * Checks the whole file: the pages, and every key chunk against its checksum.
     *
     * @return what is wrong; empty if nothing is
     */
    public synchronized List<String> verify() {
        return read("verified", () -> Verification.of(connection));
    }

    @Override
    public synchronized List<StreamId> streams() {
        return read("read", states::streams);
    }

    @Override
    public synchronized Optional<StreamState> state(StreamId stream) {
        return read("read", () -> states.read(stream));
    }

    @Override
    public synchronized BucketKeys keys(StreamId stream, Shelf shelf) {
        return read("read", () -> keys.read(stream, shelf));
    }

    @Override
    public synchronized void commit(Commit commit) {
        try {
            long stream = states.write(commit);
            keys.add(stream, commit);
            connection.commit();
        } catch (SQLException e) {
            LedgerFailure failure = failure(file, "cannot be written", e);
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
        } catch (SQLException e) {
            throw failure(file, "cannot be closed", e);
        }
    }

    /** Something read from the tables. */
    private interface Query<T> {
        T run() throws SQLException;
    }

    private <T> T read(String verb, Query<T> query) {
        try {
            return query.run();
        } catch (SQLException | IllegalArgumentException e) {
            throw failure(file, "cannot be " + verb, e);
        }
    }

    private static LedgerFailure failure(Path file, String what, Exception cause) {
        return new LedgerFailure(
                "The ledger " + file + " " + what + ": " + cause.getMessage()
                        + ". Check that the disk has room, the file is writable and no other rollcall uses it."
                        + " Nothing that was delivered has been forgotten.",
                cause);
    }
}
