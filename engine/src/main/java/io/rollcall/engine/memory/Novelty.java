package io.rollcall.engine.memory;

/** How an event compares with what has been delivered. */
public enum Novelty {
    /** Never delivered. */
    NEW,
    /** Delivered, but not with this content. */
    REVISION,
    /** Delivered with exactly this content. */
    KNOWN
}
