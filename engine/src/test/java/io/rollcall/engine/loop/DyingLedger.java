package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A ledger whose process dies at a commit, before or after it became durable. */
public final class DyingLedger implements Ledger {

    private final Ledger ledger;
    private final boolean isDurable;
    private int left;

    /** The end of the process. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** @param commit the number of the commit it dies at, from 1 */
    public DyingLedger(Ledger ledger, int commit, boolean isDurable) {
        this.ledger = ledger;
        this.left = commit;
        this.isDurable = isDurable;
    }

    @Override
    public List<StreamId> streams() {
        return ledger.streams();
    }

    @Override
    public Optional<StreamState> state(StreamId stream) {
        return ledger.state(stream);
    }

    @Override
    public BucketKeys keys(StreamId stream, Shelf shelf) {
        return ledger.keys(stream, shelf);
    }

    @Override
    public Optional<Instant> lastAddition(StreamId stream, Shelf shelf) {
        return ledger.lastAddition(stream, shelf);
    }

    @Override
    public List<Attestation> attestations(StreamId stream, Window window) {
        return ledger.attestations(stream, window);
    }

    @Override
    public Optional<Bucket> lastAttested(StreamId stream) {
        return ledger.lastAttested(stream);
    }

    @Override
    public List<Loss> losses(StreamId stream, Window window) {
        return ledger.losses(stream, window);
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        left--;
        CommitOutcome outcome = left > 0 || isDurable ? ledger.commit(commit) : CommitOutcome.UNCERTAIN;
        if (left == 0) {
            throw new Crash();
        }
        return outcome;
    }

    @Override
    public void close() {}
}
