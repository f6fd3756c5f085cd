package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.LedgerFailure;
import java.sql.SQLException;
import java.util.List;

/** A database of PostgreSQL. It takes commits under leases only: see {@link PostgresLease}. */
final class PostgresDatabase implements Database {

    private static final String BYTES = "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
            + " WHERE relnamespace = to_regnamespace('rollcall') AND relkind = 'r'";

    private final PostgresAddress address;
    private final PostgresSession<PostgresTables> session;
    private final Outage outage;

    PostgresDatabase(PostgresAddress address, PostgresSession<PostgresTables> session, Outage outage) {
        this.address = address;
        this.session = session;
        this.outage = outage;
    }

    @Override
    public <T> T read(String verb, Query<T> query) {
        try {
            T answer = session.read(tables -> query.run(tables.ledger()));
            outage.over();
            return answer;
        } catch (SQLException | IllegalArgumentException e) {
            throw failure("cannot be " + verb, e);
        }
    }

    /** Something else that is done in a transaction. */
    <T> T transact(String verb, PostgresSession.Work<PostgresTables, T> work) {
        try {
            return session.transact(work);
        } catch (SQLException e) {
            throw failure("cannot be " + verb, e);
        }
    }

    LedgerFailure failure(String what, Exception cause) {
        if (cause instanceof SQLException sql && PostgresTrouble.isPassing(sql)) {
            outage.met(sql);
        }
        return PostgresTrouble.of(address, what, cause);
    }

    @Override
    public boolean isHeld(StreamId stream) {
        return false;
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        throw new LedgerFailure(
                "The ledger " + address + " cannot be written without the lease of " + commit.stream() + ".");
    }

    /**
     * Makes a commit, unless the lease is no longer the one it was prepared under.
     *
     * @param before commits made before this one, by which it is known again if it is made twice
     */
    CommitOutcome commit(Commit commit, Fence fence, long before) {
        try {
            CommitOutcome outcome = session.transact(tables -> write(tables, commit, fence, before));
            outage.over();
            return outcome;
        } catch (SQLException e) {
            if (PostgresTrouble.isPassing(e)) {
                outage.met(e);
                return CommitOutcome.UNCERTAIN;
            }
            throw failure("cannot be written", e);
        } catch (IllegalArgumentException e) {
            throw failure("cannot be written", e);
        }
    }

    private static CommitOutcome write(PostgresTables tables, Commit commit, Fence fence, long before)
            throws SQLException {
        if (tables.leases().count(fence, before)) {
            tables.ledger().write(commit);
            return CommitOutcome.DURABLE;
        }
        return tables.leases().isCounted(fence, before + 1) ? CommitOutcome.DURABLE : CommitOutcome.SUPERSEDED;
    }

    /** Forgets what the tables hold, since another collector may have written to them. */
    void forget() {
        PostgresTables unused = transact("read", tables -> {
            tables.ledger().states().rolledBack();
            return tables;
        });
    }

    /** PostgreSQL checks its pages itself if it was told to (data checksums) when the cluster was made. */
    @Override
    public List<String> complaints() {
        return List.of();
    }

    @Override
    public void compact() {
        try {
            Object unused = session.transact(tables -> {
                tables.leases().lock();
                tables.ledger().keys().mergeAll();
                return tables;
            });
            session.command("VACUUM (FULL, ANALYZE) key_chunk");
        } catch (SQLException e) {
            throw failure("cannot be packed", e);
        }
    }

    @Override
    public long bytes() {
        return transact("read", tables -> tables.leases().number(BYTES));
    }

    @Override
    public void close() {
        session.close();
    }
}
