package io.rollcall.engine.ledger;

/** What a remembered key stands for. */
public enum KeySpace {
    /** A delivered event. */
    EVENT,
    /** An item whose events have all been delivered. */
    ITEM
}
