package io.rollcall.engine.ledger;

/**
 * The right of one collector to write a stream's record. It is renewed by whoever gave it, and ends when it is given back or, if it was
 * not renewed in time, when another collector takes it. Thread-safe.
 */
public interface Lease {

    /** How things stand with a lease, as far as is known without asking. */
    enum Standing {
        /** It is held. */
        HELD,
        /** It is held, and should be given back as soon as nothing is under way: another collector is to have the stream. */
        RECALLED,
        /** It was not renewed in time; another collector may have it by now, or it may be renewed yet. */
        DOUBTFUL,
        /** Another collector has it. */
        LOST
    }

    Standing standing();

    /** The ledger, which takes commits to the stream's record under this lease and under no later one. */
    Ledger ledger();

    /** Ends it, so that another collector need not wait. */
    void giveBack();
}
