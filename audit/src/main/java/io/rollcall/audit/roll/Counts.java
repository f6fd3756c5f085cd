package io.rollcall.audit.roll;

/**
 * How many events, or copies, each finding is about.
 *
 * @param present events on both sides
 * @param missing events the copy lacks
 * @param extra events the truth lacks
 * @param duplicated copies too many
 * @param changed events of those present with other content
 */
public record Counts(long present, long missing, long extra, long duplicated, long changed) {

    /** Nothing. */
    public static final Counts ZERO = new Counts(0, 0, 0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(
                present + other.present,
                missing + other.missing,
                extra + other.extra,
                duplicated + other.duplicated,
                changed + other.changed);
    }
}
