package io.rollcall.engine.ledger;

import io.rollcall.engine.event.StreamId;
import java.util.Optional;

/** The port to the leases of a ledger that several collectors share. Thread-safe. */
public interface Leases {

    /**
     * Takes a stream's lease. Whatever lease this collector had of it ends.
     *
     * @return empty if another collector has it or is to have it
     * @throws LedgerUnreachable if the ledger does not answer
     */
    Optional<Lease> take(StreamId stream);
}
