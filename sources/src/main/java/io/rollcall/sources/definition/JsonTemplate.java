package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Tree;
import io.rollcall.options.Type.BadValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * JSON with names in its texts. A text that is nothing but a name becomes what the name stands for: a number stays a number. A
 * member whose text has names and comes out empty is left out.
 */
public sealed interface JsonTemplate {

    /** A number, true, false or null. */
    record Literal(String json) implements JsonTemplate {}

    /** A text. */
    record Text(Template template) implements JsonTemplate {}

    /** An object. */
    record Members(Map<String, JsonTemplate> members) implements JsonTemplate {
        public Members {
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** An array. */
    record Elements(List<JsonTemplate> elements) implements JsonTemplate {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /** Reads a tree; its mistakes are reported at their places. */
    static JsonTemplate of(Tree tree, TemplateScope scope) {
        if (tree instanceof Tree.Members object) {
            Map<String, JsonTemplate> members = new LinkedHashMap<>();
            object.members().forEach((name, value) -> {
                JsonTemplate member = of(value, scope);
                if (value instanceof Tree.Text text
                        && member instanceof Text written
                        && Secrecy.isPlain(name, written.template())) {
                    text.mistakes().accept(Secrecy.MISTAKE);
                }
                members.put(name, member);
            });
            return new Members(members);
        }
        if (tree instanceof Tree.Elements array) {
            return new Elements(
                    array.elements().stream().map(element -> of(element, scope)).toList());
        }
        return tree instanceof Tree.Literal literal
                ? new Literal(literal.json())
                : new Text(template((Tree.Text) tree, scope));
    }

    private static Template template(Tree.Text text, TemplateScope scope) {
        try {
            Template template = Template.parse(text.text());
            scope.check(template, text.mistakes());
            return template;
        } catch (BadValue e) {
            text.mistakes().accept("'" + text.text() + "' " + e.getMessage());
            return Template.literal("");
        }
    }

    /** The names it uses. */
    default Set<String> names() {
        Set<String> names = new TreeSet<>();
        if (this instanceof Text text) {
            names.addAll(text.template().names());
        } else if (this instanceof Members object) {
            object.members().values().forEach(value -> names.addAll(value.names()));
        } else if (this instanceof Elements array) {
            array.elements().forEach(value -> names.addAll(value.names()));
        }
        return names;
    }

    /** This JSON with a value at a place; objects on the way there are made. */
    default JsonTemplate with(FieldPath place, JsonTemplate value) {
        if (place.names().isEmpty()) {
            return value;
        }
        String first = place.names().get(0);
        FieldPath rest = new FieldPath(place.names().subList(1, place.names().size()));
        if (this instanceof Elements array && first.matches("[0-9]+")) {
            List<JsonTemplate> elements = new ArrayList<>(array.elements());
            int index = Integer.parseInt(first);
            while (elements.size() <= index) {
                elements.add(new Members(Map.of()));
            }
            elements.set(index, elements.get(index).with(rest, value));
            return new Elements(elements);
        }
        Map<String, JsonTemplate> members =
                new LinkedHashMap<>(this instanceof Members object ? object.members() : Map.of());
        JsonTemplate before = members.getOrDefault(first, new Members(Map.of()));
        members.put(first, before.with(rest, value));
        return new Members(members);
    }
}
