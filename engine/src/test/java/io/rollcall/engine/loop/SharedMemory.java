package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Lease;
import io.rollcall.engine.ledger.Leases;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.LedgerUnreachable;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ledger in memory that collectors share, and that fails when it is told to. */
final class SharedMemory implements Leases {

    final MemoryLedger ledger = new MemoryLedger();
    final List<Given> given = new ArrayList<>();
    boolean isFree = true;
    boolean isAway;
    /** Whether it goes away at the next commit. */
    boolean isLosingAnswer;

    /** Whether the commit whose answer is lost was made all the same. */
    boolean isMadeAllTheSame;

    private boolean isCounted;

    @Override
    public Optional<Lease> take(StreamId stream) {
        reach();
        if (!isFree) {
            return Optional.empty();
        }
        isFree = false;
        given.add(new Given());
        return Optional.of(last());
    }

    Given last() {
        return given.get(given.size() - 1);
    }

    private void reach() {
        if (isAway) {
            throw new LedgerUnreachable("away", new IllegalStateException("made up"));
        }
    }

    /** A lease and the ledger as its holder has it. */
    final class Given implements Lease, Ledger {

        Standing standing = Standing.HELD;
        boolean isGivenBack;

        @Override
        public Standing standing() {
            return standing;
        }

        @Override
        public Ledger ledger() {
            return this;
        }

        @Override
        public void giveBack() {
            isGivenBack = true;
            isFree = true;
        }

        @Override
        public boolean isHeld(StreamId stream) {
            return standing == Standing.HELD || standing == Standing.RECALLED;
        }

        @Override
        public CommitOutcome commit(Commit commit) {
            if (standing == Standing.LOST) {
                return CommitOutcome.SUPERSEDED;
            }
            boolean isMade = !isAway && !isCounted && (!isLosingAnswer || isMadeAllTheSame);
            if (isMade) {
                ledger.commit(commit);
            }
            if (isLosingAnswer) {
                isLosingAnswer = false;
                isAway = true;
                isCounted = isMade;
            }
            if (isAway) {
                return CommitOutcome.UNCERTAIN;
            }
            isCounted = false;
            return CommitOutcome.DURABLE;
        }

        @Override
        public List<StreamId> streams() {
            reach();
            return ledger.streams();
        }

        @Override
        public Optional<StreamState> state(StreamId stream) {
            reach();
            return ledger.state(stream);
        }

        @Override
        public BucketKeys keys(StreamId stream, Shelf shelf) {
            reach();
            return ledger.keys(stream, shelf);
        }

        @Override
        public Optional<Instant> lastAddition(StreamId stream, Shelf shelf) {
            reach();
            return ledger.lastAddition(stream, shelf);
        }

        @Override
        public List<Attestation> attestations(StreamId stream, Window window) {
            reach();
            return ledger.attestations(stream, window);
        }

        @Override
        public Optional<Bucket> lastAttested(StreamId stream) {
            reach();
            return ledger.lastAttested(stream);
        }

        @Override
        public List<Loss> losses(StreamId stream, Window window) {
            reach();
            return ledger.losses(stream, window);
        }

        @Override
        public void close() {}
    }
}
