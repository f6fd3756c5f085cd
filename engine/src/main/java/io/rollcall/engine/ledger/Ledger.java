package io.rollcall.engine.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import java.time.Instant;
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

    /** When keys were last added to a shelf; empty if it holds none. */
    Optional<Instant> lastAddition(StreamId stream, Shelf shelf);

    /** What was attested of the hours that begin in a window, in their order. */
    List<Attestation> attestations(StreamId stream, Window window);

    /** The latest hour something was attested of; empty if there is none. */
    Optional<Bucket> lastAttested(StreamId stream);

    /** The losses listed in a window, in the order of the listing. */
    List<Loss> losses(StreamId stream, Window window);

    /**
     * Whether a stream's record is this collector's to write, as far as is known without asking; always, where nobody else could.
     * What is delivered while it is not could not be remembered.
     */
    default boolean isHeld(StreamId stream) {
        return true;
    }

    /**
     * Makes a commit durable, as a whole or not at all.
     *
     * @throws LedgerFailure if it could not be made durable; what was committed before is untouched
     */
    CommitOutcome commit(Commit commit);

    @Override
    void close();
}
