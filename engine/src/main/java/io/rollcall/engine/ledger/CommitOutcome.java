package io.rollcall.engine.ledger;

/** What became of a commit. */
public enum CommitOutcome {
    /** It is durable, as a whole. */
    DURABLE,
    /** The ledger did not answer: it may be durable or not. The same commit may be made again, and counts once. */
    UNCERTAIN,
    /** Nothing of it was kept: the record is another collector's to write by now. What is held in memory of it is out of date. */
    SUPERSEDED
}
