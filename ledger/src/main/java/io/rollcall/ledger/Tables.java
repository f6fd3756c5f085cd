package io.rollcall.ledger;

import io.rollcall.engine.ledger.Commit;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * All tables of a ledger, through one connection.
 *
 * @param states what is known of each stream
 * @param testimonies what is to be known for good
 * @param keys what has been delivered
 */
record Tables(StateTables states, TestimonyTables testimonies, KeyTable keys) {

    static Tables through(Connection connection) {
        Statements statements = new Statements(connection);
        return new Tables(new StateTables(statements), new TestimonyTables(statements), new KeyTable(connection));
    }

    /** Writes a commit; the transaction is the caller's. */
    void write(Commit commit) throws SQLException {
        long stream = states.write(commit);
        keys.add(stream, commit);
        testimonies.add(stream, commit.testimony());
    }
}
