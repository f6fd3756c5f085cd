package io.rollcall.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A section that writes down what it is asked for, and answers with defaults and examples. */
public final class Description implements Section {

    private final List<Declaration> declarations = new ArrayList<>();

    private Description() {}

    /** The keys a reader method asks for. */
    public static List<Declaration> of(Function<Section, ?> reader) {
        Description description = new Description();
        Object unused = reader.apply(description);
        return List.copyOf(description.declarations);
    }

    @Override
    public <T> T required(String key, Type<T> type, String documentation, T example) {
        add(key, new Declaration.Shape.Value(type), documentation, true, Optional.empty(), shown(type, example));
        return example;
    }

    @Override
    public <T> T optional(String key, Type<T> type, T defaultValue, String documentation) {
        add(key, new Declaration.Shape.Value(type), documentation, false, shown(type, defaultValue), Optional.empty());
        return defaultValue;
    }

    @Override
    public <T> Optional<T> maybe(String key, Type<T> type, String documentation, T example) {
        add(key, new Declaration.Shape.Value(type), documentation, false, Optional.empty(), shown(type, example));
        return Optional.empty();
    }

    @Override
    public <T> T section(String key, String documentation, Function<Section, T> reader) {
        Description child = new Description();
        T value = reader.apply(child);
        add(key, new Declaration.Shape.Nested(child.declarations), documentation, true);
        return value;
    }

    @Override
    public <T> Optional<T> maybeSection(String key, String documentation, Function<Section, T> reader) {
        add(key, new Declaration.Shape.Nested(of(reader)), documentation, false);
        return Optional.empty();
    }

    @Override
    public <T> List<T> sections(String key, String documentation, Function<Section, T> reader) {
        add(key, new Declaration.Shape.ListOf(of(reader)), documentation, false);
        return List.of();
    }

    @Override
    public <T> Map<String, T> named(String key, String documentation, Function<Section, T> reader) {
        add(key, new Declaration.Shape.Named(of(reader)), documentation, false);
        return Map.of();
    }

    @Override
    public <T> T choice(
            String key, String documentation, List<Alternative<T>> alternatives, Optional<Further<T>> further) {
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, List<Declaration>> members = new LinkedHashMap<>();
        List<T> values = new ArrayList<>();
        for (Alternative<T> alternative : alternatives) {
            Description child = new Description();
            values.add(alternative.reader().apply(child));
            words.put(alternative.name(), alternative.documentation());
            members.put(alternative.name(), List.copyOf(child.declarations));
        }
        add(key, new Declaration.Shape.Choice(words, members, further.map(Further::pattern)), documentation, true);
        return values.get(0);
    }

    @Override
    public Optional<Tree> maybeTree(String key, String documentation) {
        add(key, new Declaration.Shape.Value(Tree.TYPE), documentation, false);
        return Optional.empty();
    }

    @Override
    public Map<String, String> texts(String documentation) {
        add("*", new Declaration.Shape.Texts(), documentation, false);
        return Map.of();
    }

    @Override
    public void problem(String key, String message) {
        // Examples and defaults are not judged.
    }

    private void add(String key, Declaration.Shape shape, String documentation, boolean isRequired) {
        add(key, shape, documentation, isRequired, Optional.empty(), Optional.empty());
    }

    private void add(
            String key,
            Declaration.Shape shape,
            String documentation,
            boolean isRequired,
            Optional<Object> defaultValue,
            Optional<Object> example) {
        declarations.add(new Declaration(key, shape, documentation, isRequired, defaultValue, example));
    }

    private static <T> Optional<Object> shown(Type<T> type, T value) {
        return Optional.of(type.writer().apply(value));
    }
}
