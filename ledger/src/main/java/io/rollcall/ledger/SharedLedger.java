package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Leases;
import io.rollcall.engine.ledger.LedgerFailure;
import java.time.Duration;
import java.util.Optional;

/** A ledger as a collector has it that shares it with others. Thread-safe. */
public final class SharedLedger implements AutoCloseable {

    private final PostgresDatabase database;
    private final PostgresLeases leases;
    private final Participation participation;

    private SharedLedger(PostgresDatabase database, PostgresLeases leases, Participation participation) {
        this.database = database;
        this.leases = leases;
        this.participation = participation;
    }

    /** @throws LedgerFailure if it cannot be opened */
    static SharedLedger joined(PostgresDatabase database, PostgresLeases leases, Participation participation) {
        SharedLedger shared = new SharedLedger(database, leases, participation);
        try {
            boolean unused = database.transact("opened", tables -> true);
            leases.renew();
            return shared;
        } catch (LedgerFailure e) {
            database.close();
            leases.leave();
            throw e;
        }
    }

    /** What is in it; commits are made under leases. */
    public StoredLedger ledger() {
        return new StoredLedger(database);
    }

    public Leases leases() {
        return leases;
    }

    /** Extends the leases there are, and looks who else is there; to be called once in a {@link #period}. */
    public void renew() {
        leases.renew();
    }

    /** How often to renew. */
    public Duration period() {
        return participation.period();
    }

    /** Who has a stream, for a person; empty if nobody does. */
    public Optional<String> holder(StreamId stream) {
        return leases.holder(stream.toString());
    }

    public SharedRequests requests() {
        return new SharedRequests(database);
    }

    /** To be called when all leases have been given back. */
    @Override
    public void close() {
        leases.leave();
        database.close();
    }
}
