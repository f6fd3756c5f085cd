package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ledger in the tables of a database. */
public final class StoredLedger implements Ledger {

    private final Database database;

    StoredLedger(Database database) {
        this.database = database;
    }

    /**
     * Checks all of it: what the database finds wrong, and every key chunk against its checksum.
     *
     * @return what is wrong; empty if nothing is
     */
    public List<String> verify() {
        List<String> found = new ArrayList<>(database.complaints());
        found.addAll(database.read("verified", tables -> tables.keys().damaged()));
        return found;
    }

    /**
     * Packs it: one chunk of keys per shelf, and no unused room.
     *
     * @throws LedgerFailure if it could not be packed; nothing in it is lost
     */
    public void compact() {
        database.compact();
    }

    /** Bytes it takes up where it is stored. */
    public long bytes() {
        return database.bytes();
    }

    @Override
    public List<StreamId> streams() {
        return database.read("read", tables -> tables.states().streams());
    }

    @Override
    public Optional<StreamState> state(StreamId stream) {
        return database.read("read", tables -> tables.states().read(stream));
    }

    /** All shelves on which a stream's keys are remembered, the oldest bucket first. */
    public List<Shelf> shelves(StreamId stream) {
        return database.read("read", tables -> tables.keys().shelves(stream));
    }

    @Override
    public BucketKeys keys(StreamId stream, Shelf shelf) {
        return database.read("read", tables -> tables.keys().read(stream, shelf));
    }

    @Override
    public Optional<Instant> lastAddition(StreamId stream, Shelf shelf) {
        return database.read("read", tables -> tables.keys().lastAddition(stream, shelf));
    }

    @Override
    public List<Attestation> attestations(StreamId stream, Window window) {
        return database.read("read", tables -> tables.testimonies().attestations(stream, window));
    }

    @Override
    public Optional<Bucket> lastAttested(StreamId stream) {
        return database.read("read", tables -> tables.testimonies().lastAttested(stream));
    }

    @Override
    public List<Loss> losses(StreamId stream, Window window) {
        return database.read("read", tables -> tables.testimonies().losses(stream, window));
    }

    @Override
    public boolean isHeld(StreamId stream) {
        return database.isHeld(stream);
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        return database.commit(commit);
    }

    @Override
    public void close() {
        database.close();
    }
}
