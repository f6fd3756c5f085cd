package io.rollcall.engine.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.memory.BucketKeys;
import java.util.List;
import java.util.Optional;

/** The durable record of all streams. Thread-safe; a stream is written by one loop at a time. */
public interface Ledger extends AutoCloseable {

    /** Streams that have a record, in the order of their names. */
    List<StreamId> streams();

    /** A stream's state as last committed; empty if it has none. */
    Optional<StreamState> state(StreamId stream);

    /** The keys remembered on a shelf. */
    BucketKeys keys(StreamId stream, Shelf shelf);

    /**
     * Makes a commit durable, as a whole or not at all.
     *
     * @throws LedgerFailure if it could not be made durable; what was committed before is untouched
     */
    void commit(Commit commit);

    @Override
    void close();
}
