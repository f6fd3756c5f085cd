package io.rollcall.engine.ledger;

import java.util.Locale;

/** How far an hour of the API's time has been read; each level but the first is more than the one before. */
public enum Level {
    /** Nothing is on record: the hour had left the API's memory before such records were kept. */
    UNKNOWN,
    /** Some of it has never been read to its end, or an item in it never could be. */
    UNREAD,
    /** All of it was read. */
    SEEN,
    /**
     * All of it was read when it was old enough for 999 in 1,000 events to be visible, and nothing was found in it since it was half
     * that age.
     */
    SETTLED,
    /** All of it was read in the last tenth of the time the API remembers it: hardly anything more can become visible. */
    FINAL;

    /** Lower case, as it appears in certificates. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
