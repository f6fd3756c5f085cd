package io.rollcall.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One mapping of a document, asked key by key. Mistakes are collected, not thrown: a call that finds one answers with the
 * default or the example so that the reading goes on and finds the others. Keys nobody asked for are mistakes too.
 */
public interface Section {

    /** A value that must be there. The example stands in for it where it is missing, and is shown in the documentation. */
    <T> T required(String key, Type<T> type, String documentation, T example);

    /** A value with a default. */
    <T> T optional(String key, Type<T> type, T defaultValue, String documentation);

    /** A value that may be left out. */
    <T> Optional<T> maybe(String key, Type<T> type, String documentation, T example);

    /** A nested mapping that must be there. */
    <T> T section(String key, String documentation, Function<Section, T> reader);

    /** A nested mapping that may be left out. */
    <T> Optional<T> maybeSection(String key, String documentation, Function<Section, T> reader);

    /** A list of mappings; empty if left out. */
    <T> List<T> sections(String key, String documentation, Function<Section, T> reader);

    /** Mappings under names the user chooses, in the document's order; empty if left out. */
    <T> Map<String, T> named(String key, String documentation, Function<Section, T> reader);

    /** A value that decides which other keys this mapping has. Each alternative reads the rest of this same mapping. */
    default <T> T choice(String key, String documentation, List<Alternative<T>> alternatives) {
        return choice(key, documentation, alternatives, Optional.empty());
    }

    /** The same, where further values may stand for alternatives that are only found when one is written. */
    <T> T choice(String key, String documentation, List<Alternative<T>> alternatives, Optional<Further<T>> further);

    /**
     * Alternatives that are not known beforehand.
     *
     * @param pattern a regular expression of the values that stand for them
     * @param finder makes one of a value that the pattern matches
     */
    record Further<T>(String pattern, Finder<T> finder) {}

    /** Finds the alternative a value stands for. */
    @FunctionalInterface
    interface Finder<T> {

        /** @throws Type.BadValue if it stands for none, with the reason */
        Alternative<T> find(String written) throws Type.BadValue;
    }

    /** Any JSON, as it is; empty if left out. */
    Optional<Tree> maybeTree(String key, String documentation);

    /** All remaining keys of this mapping as texts, in the document's order: names and values the reader cannot know. */
    Map<String, String> texts(String documentation);

    /** Adds a mistake that concerns a key of this mapping, unless its value was reported as unreadable already. */
    void problem(String key, String message);

    /** A value of a {@link #choice}: its name, what it means, and the reader of the keys that go with it. */
    record Alternative<T>(String name, String documentation, Function<Section, T> reader) {}
}
