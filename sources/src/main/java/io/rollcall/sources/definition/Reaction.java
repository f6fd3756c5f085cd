package io.rollcall.sources.definition;

/** What an answer means. */
public enum Reaction {
    /** What was asked for. */
    SUCCESS,
    /** What was asked for, and there is none. */
    EMPTY,
    /** A passing trouble: ask again. */
    RETRY,
    /** Too many requests: the budget is closed for as long as the API says. */
    THROTTLED,
    /** The token is not good: a new one is taken once, then it is a passing trouble, then a person's. */
    UNAUTHORIZED,
    /** A role or permission is missing: a person must help; the token is thrown away, since only new ones show new grants. */
    PERMISSION,
    /** A licence seems to be missing, which the API also says by mistake: tried again some times, then a person must help. */
    LICENCE,
    /** A continuation the API no longer knows: the window is read again from its start. */
    STALE_CONTINUATION,
    /** A position in the stream the API no longer knows: it is read again by time, from where events were read last. */
    RESET_POSITION,
    /** Too much was asked for: the window is read in smaller parts. */
    TOO_MUCH,
    /** A subscription is missing or switched off: the preparation is done again. */
    SUBSCRIPTION_DISABLED,
    /** The item no longer exists. */
    GONE,
    /** Nothing but a person can help. */
    SUSPEND
}
