package io.rollcall.sinks.several;

import io.rollcall.options.Section;
import io.rollcall.options.Types;

/** What happens when the spool is full of what a sink has not taken. */
public enum WhenFull {
    /** Nothing more is fetched until it has taken something: no sink lacks anything, and all wait. */
    HOLD,
    /** It is not given the oldest, of which a notice tells, and the others go on. */
    DROP_OLDEST;

    /** Reads the key {@code when_full} of a sink's mapping. */
    public static WhenFull read(Section section) {
        return section.optional(
                "when_full",
                Types.oneOf(WhenFull.class),
                HOLD,
                "When the spool is full of what this sink has not taken: hold: nothing more is fetched for any sink until it"
                        + " has taken something, so that it lacks nothing; drop-oldest: it is not given the oldest, a notice"
                        + " says which period that is, and the others go on.");
    }
}
