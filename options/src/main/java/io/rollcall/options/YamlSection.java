package io.rollcall.options;

import io.rollcall.options.Type.BadValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML document. */
final class YamlSection implements Section {

    private final Findings findings;
    private final String path;
    private final MappingNode mapping;
    private final boolean reportsMissing;
    private final Map<String, NodeTuple> tuples = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> unreadable = new HashSet<>();

    /** @param reportsMissing false for a mapping that stands in for a missing one, whose absence is reported already */
    YamlSection(Findings findings, String path, MappingNode mapping, boolean reportsMissing) {
        this.findings = findings;
        this.path = path;
        this.mapping = mapping;
        this.reportsMissing = reportsMissing;
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                tuples.put(key.getValue(), tuple);
            } else {
                findings.problem(tuple.getKeyNode(), path, "has a key that is not a plain word");
            }
        }
    }

    @Override
    public <T> T required(String key, Type<T> type, String documentation, T example) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            missing(key, documentation);
        }
        return node.flatMap(present -> read(present, key, type)).orElse(example);
    }

    @Override
    public <T> T optional(String key, Type<T> type, T defaultValue, String documentation) {
        return node(key).flatMap(present -> read(present, key, type)).orElse(defaultValue);
    }

    @Override
    public <T> Optional<T> maybe(String key, Type<T> type, String documentation, T example) {
        return node(key).flatMap(present -> read(present, key, type));
    }

    @Override
    public <T> T section(String key, String documentation, Function<Section, T> reader) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            missing(key, documentation);
        }
        return readMapping(node.orElse(null), child(key), reader);
    }

    @Override
    public <T> Optional<T> maybeSection(String key, String documentation, Function<Section, T> reader) {
        return node(key).map(present -> readMapping(present, child(key), reader));
    }

    @Override
    public <T> List<T> sections(String key, String documentation, Function<Section, T> reader) {
        List<T> values = new ArrayList<>();
        Optional<Node> node = node(key);
        if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
            for (Node element : sequence.getValue()) {
                values.add(readMapping(element, child(key) + "[" + values.size() + "]", reader));
            }
        } else {
            node.ifPresent(other -> unreadable(other, key, "must be a list, each element starting with '- '"));
        }
        return values;
    }

    @Override
    public <T> Map<String, T> named(String key, String documentation, Function<Section, T> reader) {
        Map<String, T> values = new LinkedHashMap<>();
        Optional<Node> node = node(key);
        if (node.isPresent() && node.get() instanceof MappingNode names) {
            for (NodeTuple tuple : names.getValue()) {
                String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                values.put(name, readMapping(tuple.getValueNode(), child(key) + "." + name, reader));
            }
        } else {
            node.ifPresent(other -> unreadable(other, key, "must be a mapping of names to mappings"));
        }
        return values;
    }

    @Override
    public <T> T choice(
            String key, String documentation, List<Alternative<T>> alternatives, Optional<Further<T>> further) {
        Type<Alternative<T>> type =
                new Type<>("word", Map.of(), written -> chosen(written, alternatives, further), Alternative::name);
        Alternative<T> first = alternatives.get(0);
        Optional<Node> written = node(key);
        if (written.isEmpty()) {
            missing(key, documentation);
        }
        Optional<Alternative<T>> chosen = written.flatMap(present -> read(present, key, type));
        return chosen.isPresent() ? chosen.get().reader().apply(this) : withoutReports(first);
    }

    private static <T> Alternative<T> chosen(
            Object written, List<Alternative<T>> alternatives, Optional<Further<T>> further) throws BadValue {
        String word = Types.TEXT.reader().read(written);
        Optional<Alternative<T>> known =
                alternatives.stream().filter(each -> each.name().equals(word)).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        if (further.isPresent() && word.matches(".*(?:" + further.get().pattern() + ").*")) {
            return further.get().finder().find(word);
        }
        List<String> names = alternatives.stream().map(Alternative::name).toList();
        throw new BadValue("must be one of " + Types.listed(names) + Suggestion.forWord(word, names));
    }

    /** Reads an alternative nobody chose, for a value to go on with: its keys are neither missing nor unknown. */
    private <T> T withoutReports(Alternative<T> alternative) {
        asked.addAll(tuples.keySet());
        return alternative.reader().apply(emptySection(path));
    }

    @Override
    public Optional<Tree> maybeTree(String key, String documentation) {
        return node(key).map(present -> TreeReader.of(present, child(key), findings));
    }

    @Override
    public Map<String, String> texts(String documentation) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : tuples.keySet()) {
            if (!asked.contains(key)) {
                node(key).flatMap(node -> read(node, key, Types.TEXT)).ifPresent(text -> values.put(key, text));
            }
        }
        asked.addAll(tuples.keySet());
        return values;
    }

    @Override
    public void problem(String key, String message) {
        if (reportsMissing && !unreadable.contains(key)) {
            NodeTuple tuple = tuples.get(key);
            findings.problem(tuple == null ? mapping : tuple.getValueNode(), child(key), message);
        }
    }

    void reportUnknownKeys() {
        for (Map.Entry<String, NodeTuple> entry : tuples.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                String hint = Suggestion.forWord(entry.getKey(), asked);
                String known = hint.isEmpty() ? "; known here: " + Types.listed(List.copyOf(asked)) : hint;
                findings.problem(entry.getValue().getKeyNode(), path, "unknown key '" + entry.getKey() + "'" + known);
            }
        }
    }

    private Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(tuples.get(key))
                .map(NodeTuple::getValueNode)
                .filter(node -> !node.getTag().equals(Tag.NULL));
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void missing(String key, String documentation) {
        if (reportsMissing) {
            findings.problem(mapping, child(key), "is missing: " + documentation);
        }
    }

    private <T> T readMapping(@org.jspecify.annotations.Nullable Node node, String at, Function<Section, T> reader) {
        if (node instanceof MappingNode child) {
            YamlSection section = new YamlSection(findings, at, child, true);
            T value = reader.apply(section);
            section.reportUnknownKeys();
            return value;
        }
        if (node != null) {
            findings.problem(node, at, "must be a mapping of keys to values");
        }
        return reader.apply(emptySection(at));
    }

    private YamlSection emptySection(String at) {
        MappingNode empty = new MappingNode(Tag.MAP, new ArrayList<>(), mapping.getFlowStyle());
        return new YamlSection(findings, at, empty, false);
    }

    /** Reports a value that cannot be read; whatever follows from its absence is then no mistake of its own. */
    private void unreadable(Node node, String key, String message) {
        findings.problem(node, child(key), message);
        unreadable.add(key);
    }

    private <T> Optional<T> read(Node node, String key, Type<T> type) {
        try {
            return Optional.of(type.reader().read(written(node, key, type)));
        } catch (BadValue e) {
            String shown = type.equals(Types.SECRET)
                    ? ""
                    : scalar(node).map(text -> "'" + text + "' ").orElse("");
            unreadable(node, key, shown + e.getMessage());
            return Optional.empty();
        }
    }

    private Object written(Node node, String key, Type<?> type) throws BadValue {
        if (node instanceof SequenceNode sequence) {
            List<Object> values = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                values.add(written(element, key, type));
            }
            return values;
        }
        String text = scalar(node).orElseThrow(() -> new BadValue("must be a " + type.name() + ", not a mapping"));
        if (type.equals(Types.SECRET) && !Variables.isReference(text)) {
            findings.warning(
                    node,
                    child(key),
                    "holds a secret in plain text; ${env:NAME} or ${file:PATH} keeps it out of this file");
        }
        String resolved = findings.variables().resolve(text);
        return type.equals(Types.PATH) ? findings.variables().path(resolved) : resolved;
    }

    private static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }
}
