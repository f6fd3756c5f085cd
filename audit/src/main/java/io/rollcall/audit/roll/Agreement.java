package io.rollcall.audit.roll;

/** How the contents of an event on the two sides compare. */
enum Agreement {
    /** A side has no content, only keys. */
    NOT_COMPARED,
    /** The same. */
    SAME,
    /** The same values under other names, nested otherwise, or with times in another zone or to another precision. */
    SAME_VALUES,
    /** As {@link #SAME_VALUES}, but for an event time that seems to be in another zone and names none. */
    SHIFTED,
    /** The same values in the fields that both sides have; a side has more. */
    SHARED,
    /** The same fields with other values. */
    CHANGED,
    /** Other fields with other values. */
    DIFFERENT
}
