package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Lease;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A lease of a stream, and the database as one may write to it who has this lease. Commits are numbered, so that one whose answer was
 * lost can be made again and counts once.
 */
final class PostgresLease implements Lease, Database {

    private final Fence fence;
    private final PostgresDatabase database;
    private final Clock clock;
    private final Consumer<PostgresLease> giver;
    private long commits;
    private volatile Instant heldUntil;
    private volatile boolean isLost;
    private volatile boolean isRecalled;

    /**
     * @param heldUntil on the steady clock
     * @param giver gives it back
     */
    PostgresLease(
            LeaseTables.Taken taken,
            PostgresDatabase database,
            Clock clock,
            Instant heldUntil,
            Consumer<PostgresLease> giver) {
        this.fence = taken.fence();
        this.commits = taken.commits();
        this.database = database;
        this.clock = clock;
        this.heldUntil = heldUntil;
        this.giver = giver;
    }

    Fence fence() {
        return fence;
    }

    void renewed(Instant until) {
        heldUntil = until;
    }

    void lost() {
        isLost = true;
    }

    void recall(boolean wanted) {
        isRecalled = wanted;
    }

    @Override
    public Standing standing() {
        if (isLost) {
            return Standing.LOST;
        }
        if (!clock.steady().isBefore(heldUntil)) {
            return Standing.DOUBTFUL;
        }
        return isRecalled ? Standing.RECALLED : Standing.HELD;
    }

    @Override
    public Ledger ledger() {
        return new StoredLedger(this);
    }

    @Override
    public void giveBack() {
        isLost = true;
        giver.accept(this);
    }

    @Override
    public boolean isHeld(StreamId stream) {
        Standing now = standing();
        return stream.toString().equals(fence.stream()) && (now == Standing.HELD || now == Standing.RECALLED);
    }

    @Override
    public synchronized CommitOutcome commit(Commit commit) {
        if (!commit.stream().toString().equals(fence.stream())) {
            throw new IllegalArgumentException(
                    "this is the lease of " + fence.stream() + ", not of " + commit.stream());
        }
        CommitOutcome outcome = database.commit(commit, fence, commits);
        if (outcome == CommitOutcome.DURABLE) {
            commits++;
        }
        if (outcome == CommitOutcome.SUPERSEDED) {
            isLost = true;
        }
        return outcome;
    }

    @Override
    public <T> T read(String verb, Query<T> query) {
        return database.read(verb, query);
    }

    @Override
    public List<String> complaints() {
        return database.complaints();
    }

    @Override
    public void compact() {
        database.compact();
    }

    @Override
    public long bytes() {
        return database.bytes();
    }

    /** The database stays open: others use it too. */
    @Override
    public void close() {}
}
