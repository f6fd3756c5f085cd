package io.rollcall.ledger;

import java.util.List;

/** A shared ledger as one sees it who looks. */
public final class SharedView implements AutoCloseable {

    private final PostgresDatabase database;

    SharedView(PostgresDatabase database) {
        this.database = database;
    }

    public StoredLedger ledger() {
        return new StoredLedger(database);
    }

    /** Who has the lease of each stream, in the order of their names. */
    public List<Holding> holdings() {
        return database.transact("read", tables -> tables.leases().holdings());
    }

    /** The collectors that are there. */
    public List<Instance> instances() {
        return database.transact("read", tables -> tables.leases().instances());
    }

    public SharedRequests requests() {
        return new SharedRequests(database);
    }

    @Override
    public void close() {
        database.close();
    }
}
