package io.rollcall.engine.ledger;

/** The ledger cannot be reached at present, but may be again: what was wanted of it can be tried later. */
public final class LedgerUnreachable extends LedgerFailure {

    private static final long serialVersionUID = 1;

    public LedgerUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
