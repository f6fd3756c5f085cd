package io.rollcall.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions with PostgreSQL, one at a time, through one connection that is made anew after it was lost. A transaction that met with
 * others is made again.
 *
 * @param <T> the tables as they are used
 */
final class PostgresSession<T> implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    /** Makes a new connection ready for use. */
    interface Opening<T> {
        T of(Connection connection) throws SQLException;
    }

    /** What is done in a transaction. */
    interface Work<T, R> {
        R run(T tables) throws SQLException;
    }

    private record Open<T>(Connection connection, T tables) {}

    private final PostgresAddress address;
    private final Opening<T> opening;
    private @Nullable Open<T> open;
    private boolean isClosed;

    PostgresSession(PostgresAddress address, Opening<T> opening) {
        this.address = address;
        this.opening = opening;
    }

    /** @throws SQLException if it could not be done; where the connection broke while it was committed, it may have been all the same */
    synchronized <R> R transact(Work<T, R> work) throws SQLException {
        for (int attempt = 1; true; attempt++) {
            Open<T> current = opened();
            try {
                R answer = work.run(current.tables());
                current.connection().commit();
                return answer;
            } catch (SQLException e) {
                undo(current, e);
                if (attempt == ATTEMPTS || !PostgresTrouble.isConflict(e)) {
                    throw e;
                }
            } catch (RuntimeException e) {
                undo(current, e);
                throw e;
            }
        }
    }

    /** The same for work that changes nothing, which is tried on a new connection too if the one there is turns out to be broken. */
    synchronized <R> R read(Work<T, R> work) throws SQLException {
        boolean wasOpen = open != null;
        try {
            return transact(work);
        } catch (SQLException e) {
            if (wasOpen && open == null && PostgresTrouble.isPassing(e)) {
                return transact(work);
            }
            throw e;
        }
    }

    /** Something that PostgreSQL does outside of transactions. */
    synchronized void command(String sql) throws SQLException {
        Connection connection = opened().connection();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } finally {
            connection.setAutoCommit(false);
        }
    }

    private Open<T> opened() throws SQLException {
        if (isClosed) {
            throw new SQLException("it has been closed", "08003");
        }
        Open<T> current = open;
        if (current == null) {
            Connection connection = DriverManager.getConnection(address.url(), address.properties());
            current = ready(connection);
            open = current;
        }
        return current;
    }

    private Open<T> ready(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(false);
            T tables = opening.of(connection);
            connection.commit();
            return new Open<>(connection, tables);
        } catch (SQLException | RuntimeException e) {
            closed(connection, e);
            throw e;
        }
    }

    /** After this the tables remember nothing, since what they wrote is not there. */
    private void undo(Open<T> current, Exception trouble) {
        try {
            current.connection().rollback();
            if (trouble instanceof SQLException sql && PostgresTrouble.isConflict(sql)) {
                open = ready(current.connection());
                return;
            }
        } catch (SQLException e) {
            trouble.addSuppressed(e);
        }
        open = null;
        closed(current.connection(), trouble);
    }

    private static void closed(Connection connection, Exception trouble) {
        try {
            connection.close();
        } catch (SQLException e) {
            trouble.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (open != null) {
            Open<T> last = open;
            open = null;
            closed(last.connection(), new SQLException("closed"));
        }
    }
}
