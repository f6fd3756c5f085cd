package io.rollcall.audit.roll;

/**
 * What a record says, as three checksums.
 *
 * @param kind what can be compared
 * @param exact of names and values; equal for the same JSON, whatever the order of its members and its white space
 * @param values of the values alone, as a set: equal under other names, other nesting, another time zone
 * @param shared of the values alone of the fields that both sides have; the same as {@code values} if that says no more
 * @param names of the names alone, as a set
 */
public record Content(Kind kind, long exact, long values, long shared, int names) {

    private static final long TIME = 0x5A17;

    /** Of a side whose fields are those of the other. */
    public Content(Kind kind, long exact, long values, int names) {
        this(kind, exact, values, values, names);
    }

    /** What a record's checksums are good for. */
    public enum Kind {
        /** Nothing: the side holds keys, and {@code exact} only tells one state of an event from another. */
        ABSENT(0),
        /** All of them. */
        WHOLE(1);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind of(int code) {
            return code == WHOLE.code ? WHOLE : ABSENT;
        }
    }

    boolean isComparable(Content other) {
        return kind == Kind.WHOLE && other.kind == Kind.WHOLE;
    }

    /** Whether two records have the same fields, so that any difference is one of content. */
    boolean hasNamesOf(Content other) {
        return isComparable(other) && names == other.names;
    }

    /** What a time adds to {@link #values}. */
    public static long timeValue(long second) {
        return mixed(TIME ^ second);
    }

    /** The finaliser of a 64-bit hash, without which a sum would show patterns. */
    public static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
