package io.rollcall.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One key a section was asked for, as documentation and schema need it.
 *
 * @param key the key
 * @param shape what its value is
 * @param documentation one sentence
 * @param isRequired whether it must be there
 * @param defaultValue as it would be written, if it has one
 * @param example as it would be written
 */
public record Declaration(
        String key,
        Shape shape,
        String documentation,
        boolean isRequired,
        Optional<Object> defaultValue,
        Optional<Object> example) {

    /** What the value of a key is. */
    public sealed interface Shape {

        /** A scalar or a list of scalars. */
        record Value(Type<?> type) implements Shape {}

        /** A nested mapping. */
        record Nested(List<Declaration> members) implements Shape {}

        /** A list of mappings. */
        record ListOf(List<Declaration> members) implements Shape {}

        /** A mapping of names to mappings. */
        record Named(List<Declaration> members) implements Shape {}

        /**
         * A word that decides which other keys there are; for each word, its documentation and the keys.
         *
         * @param further a regular expression of further words, whose keys are not known beforehand
         */
        record Choice(Map<String, String> words, Map<String, List<Declaration>> members, Optional<String> further)
                implements Shape {}

        /** Any further keys with texts as values. */
        record Texts() implements Shape {}
    }
}
