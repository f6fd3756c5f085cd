package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.LedgerFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One SQLite file, in write-ahead mode with {@code synchronous=FULL}: a commit is on the disk when it returns. */
final class SqliteDatabase implements Database {

    private final Path file;
    private final Connection connection;
    private final Optional<WriterLock> lock;
    private final Tables tables;

    private SqliteDatabase(Path file, Connection connection, Optional<WriterLock> lock) {
        this.file = file;
        this.lock = lock;
        this.connection = connection;
        this.tables = Tables.through(connection);
    }

    /** @throws LedgerFailure if it cannot be opened, is damaged, or is in use by another process */
    static SqliteDatabase open(Path file) {
        WriterLock lock = WriterLock.of(file);
        try {
            Connection connection = connect(file, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
            Schema.LEDGER.migrate(connection, Dialect.SQLITE);
            return new SqliteDatabase(file, connection, Optional.of(lock));
        } catch (SQLException e) {
            throw withClosed(lock, LedgerTrouble.of(file, "cannot be opened", e));
        }
    }

    /** @throws LedgerFailure if it cannot be read */
    static SqliteDatabase view(Path file) {
        try {
            Connection connection = connect(file, "PRAGMA query_only = ON");
            Schema.LEDGER.requireCurrent(connection, Dialect.SQLITE);
            return new SqliteDatabase(file, connection, Optional.empty());
        } catch (SQLException e) {
            throw LedgerTrouble.of(file, "cannot be opened", e);
        }
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

    @Override
    public synchronized <T> T read(String verb, Query<T> query) {
        try {
            T answer = query.run(tables);
            connection.commit();
            return answer;
        } catch (SQLException | IllegalArgumentException e) {
            throw LedgerTrouble.of(file, "cannot be " + verb, e);
        }
    }

    /** One process has the writer's lock. */
    @Override
    public boolean isHeld(StreamId stream) {
        return true;
    }

    @Override
    public synchronized CommitOutcome commit(Commit commit) {
        try {
            tables.write(commit);
            connection.commit();
            return CommitOutcome.DURABLE;
        } catch (SQLException | IllegalArgumentException e) {
            LedgerFailure failure = LedgerTrouble.of(file, "cannot be written", e);
            tables.states().rolledBack();
            try {
                connection.rollback();
            } catch (SQLException onRollback) {
                failure.addSuppressed(onRollback);
            }
            throw failure;
        }
    }

    @Override
    public List<String> complaints() {
        return read("verified", unused -> {
            List<String> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            found.remove("ok");
            return found;
        });
    }

    @Override
    public synchronized void compact() {
        try {
            tables.keys().mergeAll();
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
    public long bytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the size of the ledger " + file + " cannot be told", e);
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
}
