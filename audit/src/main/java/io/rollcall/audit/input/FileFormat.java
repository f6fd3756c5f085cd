package io.rollcall.audit.input;

import java.util.Objects;

/**
 * How records stand in a file.
 *
 * @param kind the way
 * @param separator of the cells of a table; 0 otherwise
 */
public record FileFormat(Kind kind, char separator) {

    /** The ways there are. */
    public enum Kind {
        /** Nothing in it. */
        EMPTY("empty"),
        /** An object a line. */
        LINES("JSON lines"),
        /** Lines that end in an object, mixed with others. */
        HEADED_LINES("lines that end in JSON"),
        /** An array of objects, an object with such an array, or objects one after the other. */
        DOCUMENT("JSON document"),
        /** Rows under a header. */
        TABLE("CSV");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** What a person calls it. */
        public String title() {
            return title;
        }
    }

    public FileFormat {
        Objects.requireNonNull(kind, "kind");
    }

    static FileFormat of(Kind kind) {
        return new FileFormat(kind, '\0');
    }
}
