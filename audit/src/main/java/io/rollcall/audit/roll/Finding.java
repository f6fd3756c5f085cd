package io.rollcall.audit.roll;

/** What can be said of an event, or of one more copy of it. */
public enum Finding {
    /** On both sides. */
    PRESENT,
    /** In the truth, not in the copy. */
    MISSING,
    /** In the copy, not in the truth. */
    EXTRA,
    /** A copy beyond as many as the truth has states of the event, and beyond the first. */
    DUPLICATED,
    /** On both sides, and none of the copy's contents is the truth's. */
    CHANGED,
    /** As {@link #CHANGED}, but the fields that both sides have agree. */
    ENRICHED,
    /** As {@link #CHANGED}, but the two records have different fields. */
    DIFFERENT
}
