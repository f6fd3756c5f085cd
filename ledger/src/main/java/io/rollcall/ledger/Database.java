package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.LedgerFailure;
import java.sql.SQLException;
import java.util.List;

/** A database that holds a ledger's tables: how they are reached, and what its transactions need. Thread-safe. */
interface Database extends AutoCloseable {

    /** Something read from the tables. */
    interface Query<T> {
        T run(Tables tables) throws SQLException;
    }

    /**
     * Reads in a transaction of its own.
     *
     * @param verb what could not be done if it fails, such as "read"
     * @throws LedgerFailure if it could not be done
     */
    <T> T read(String verb, Query<T> query);

    /** See {@link io.rollcall.engine.ledger.Ledger#commit}. */
    CommitOutcome commit(Commit commit);

    /** See {@link io.rollcall.engine.ledger.Ledger#isHeld}. */
    boolean isHeld(StreamId stream);

    /** What the database itself finds wrong with what it holds. */
    List<String> complaints();

    /** See {@link StoredLedger#compact}. */
    void compact();

    /** Bytes it takes up. */
    long bytes();

    @Override
    void close();
}
