package io.rollcall.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * All tables of a ledger in PostgreSQL, through one connection.
 *
 * @param ledger those any ledger has
 * @param leases those by which several collectors share it
 */
record PostgresTables(Tables ledger, LeaseTables leases) {

    /** Longer than any commit takes, so that a collector that was stopped in the midst of one does not hold up the others. */
    private static final String LONGEST_PAUSE = "SET idle_in_transaction_session_timeout = '5s'";

    private static final String LONGEST_WAIT = "SET lock_timeout = '20s'";

    /** Whatever the server's default is: a commit is on the disk when it returns. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    /** So many as a word has letters; any number does that nobody else uses. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7655122)";

    /** The tables of a collector, brought to the present version. */
    static PostgresTables migrated(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LONGEST_PAUSE);
            statement.execute(LONGEST_WAIT);
            statement.execute(DURABLE);
            statement.execute(ONE_AT_A_TIME);
            if (Dialect.number(connection, "SELECT count(to_regnamespace('rollcall'))") == 0) {
                statement.execute("CREATE SCHEMA rollcall");
            }
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL)");
        }
        Schema.LEDGER.migrate(connection, Dialect.POSTGRESQL);
        Schema.LEASES.migrate(connection, Dialect.POSTGRESQL);
        return through(connection);
    }

    /** The tables as they are, for one who looks. */
    static PostgresTables present(Connection connection) throws SQLException {
        if (Dialect.POSTGRESQL.version(connection, Schema.LEDGER.part()) == 0) {
            throw new SchemaMismatch("there is none in this database yet; it is made by the first 'rollcall run'");
        }
        Schema.LEDGER.requireCurrent(connection, Dialect.POSTGRESQL);
        Schema.LEASES.requireCurrent(connection, Dialect.POSTGRESQL);
        return through(connection);
    }

    private static PostgresTables through(Connection connection) {
        return new PostgresTables(Tables.through(connection), new LeaseTables(connection));
    }
}
