package io.rollcall.engine.source;

/** What to do after a fault. */
public enum Recovery {
    /** Ask again for the same page, after the stated time or with back-off. */
    RETRY,
    /** Throw the continuation away and read the window again from its start. */
    RESTART_SWEEP,
    /** Forget the position and read again by time, from where events were read last. */
    RESET_POSITION,
    /** Read the window in smaller parts. */
    SHRINK_WINDOW,
    /** Set this item aside in quarantine and go on with the next. */
    QUARANTINE_ITEM,
    /** The item is gone for good: count it, say so, go on. */
    DROP_ITEM,
    /** Nothing but a person can help; keep trying at long intervals. */
    SUSPEND
}
