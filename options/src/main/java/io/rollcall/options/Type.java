package io.rollcall.options;

import java.util.Map;

/**
 * A kind of value: how it is written, read and described.
 *
 * @param name what people call it, for example {@code duration}
 * @param schema JSON schema members, for example {@code {"type": "integer", "minimum": 0}}
 * @param reader turns what is written into the value
 * @param writer turns a value into what would be written
 */
public record Type<T>(
        String name, Map<String, Object> schema, Reader<T> reader, java.util.function.Function<T, Object> writer) {

    /** Reads a value as written. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * @param written a String (of any scalar), or a List of such for list types
         * @throws BadValue if it cannot be read
         */
        T read(Object written) throws BadValue;
    }

    /** The reason a value cannot be read, completing the sentence "value X …". */
    public static final class BadValue extends Exception {

        private static final long serialVersionUID = 1;

        public BadValue(String reason) {
            super(reason);
        }
    }
}
