package io.rollcall.engine.ledger;

/**
 * The ledger cannot be read or written: nothing may be delivered any more, since it could not be remembered. The message says
 * which file, what happened and what to do.
 */
public sealed class LedgerFailure extends RuntimeException permits LedgerUnreachable {

    private static final long serialVersionUID = 1;

    public LedgerFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public LedgerFailure(String message) {
        super(message);
    }
}
