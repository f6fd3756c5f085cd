package io.rollcall.ledger;

import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.LedgerUnreachable;
import io.rollcall.engine.time.Clock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Ledgers in PostgreSQL, one in each database, which several collectors may share. */
public final class PostgresLedger {

    private PostgresLedger() {}

    /**
     * Opens a ledger for collecting, making its tables if there are none.
     *
     * @param person is told when the database does not answer, and when it answers again
     * @throws LedgerUnreachable if the server does not answer
     * @throws LedgerFailure if it cannot be opened
     */
    public static SharedLedger open(
            PostgresAddress address, Participation participation, Clock clock, Consumer<String> person) {
        Outage outage = new Outage(address, person);
        PostgresSession<PostgresTables> session = new PostgresSession<>(address, PostgresTables::migrated);
        PostgresSession<PostgresTables> forLeases = new PostgresSession<>(address, PostgresTables::migrated);
        PostgresDatabase database = new PostgresDatabase(address, session, outage);
        PostgresLeases leases = new PostgresLeases(database, forLeases, outage, participation, clock);
        return SharedLedger.joined(database, leases, participation);
    }

    /**
     * Opens a ledger for reading, while collectors may be writing to it. A commit through it fails.
     *
     * @throws LedgerFailure if there is none, or it cannot be read
     */
    public static SharedView view(PostgresAddress address) {
        PostgresSession<PostgresTables> session = new PostgresSession<>(address, PostgresTables::present);
        try {
            boolean unused = session.transact(tables -> true);
        } catch (SQLException e) {
            session.close();
            throw PostgresTrouble.of(address, "cannot be opened", e);
        }
        return new SharedView(new PostgresDatabase(address, session, new Outage(address, unheard -> {})));
    }

    /**
     * What there is at an address, in a sentence; makes nothing.
     *
     * @throws LedgerFailure if it cannot be opened
     */
    public static String probe(PostgresAddress address) {
        PostgresSession<Connection> session = new PostgresSession<>(address, connection -> connection);
        try {
            return session.transact(connection -> {
                String version = connection.getMetaData().getDatabaseProductVersion();
                boolean isThere = Dialect.POSTGRESQL.version(connection, Schema.LEDGER.part()) > 0;
                return "PostgreSQL " + version + " answers; the ledger "
                        + (isThere ? "is there" : "is made by the first 'rollcall run'");
            });
        } catch (SQLException e) {
            throw PostgresTrouble.of(address, "cannot be opened", e);
        } finally {
            session.close();
        }
    }
}
