package io.rollcall.sources.definition;

import io.rollcall.options.Type;
import io.rollcall.options.Type.BadValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A text with names in braces, for example {@code createdDateTime ge {window.from}}; behind a colon it may say how the value is
 * written, {@code {window.from:epoch-millis}}. A brace that is meant is written twice.
 * Knows nothing of encoding: whoever fills it says how a value is written in its place.
 *
 * @param parts literals and names, in order
 */
public record Template(List<Part> parts) {

    /** How it is written in a definition. */
    public static final Type<Template> TYPE = new Type<>(
            "template", Map.of("type", "string"), written -> parse(String.valueOf(written)), Template::toString);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]*");

    /**
     * A piece of a template.
     *
     * @param text the literal itself, or the name without braces
     * @param isName whether it stands for something else
     * @param form how the value is written, after a colon behind the name; empty for its usual way
     */
    public record Part(String text, boolean isName, String form) {

        static Part literal(String text) {
            return new Part(text, false, "");
        }

        static Part name(String written) {
            int colon = written.indexOf(':');
            return colon < 0
                    ? new Part(written, true, "")
                    : new Part(written.substring(0, colon), true, written.substring(colon + 1));
        }
    }

    public Template {
        parts = List.copyOf(parts);
    }

    /** Reads a template. */
    public static Template parse(String text) throws BadValue {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < text.length() && text.charAt(i + 1) == c) {
                literal.append(c);
                i += 2;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                parts.add(Part.literal(literal.toString()));
                literal.setLength(0);
                parts.add(Part.name(name(text, i, end)));
                i = end + 1;
            } else if (c == '}') {
                throw new BadValue("has a '}' without a '{'; a brace that is meant is written '}}'");
            } else {
                literal.append(c);
                i++;
            }
        }
        parts.add(Part.literal(literal.toString()));
        parts.removeIf(part -> part.text().isEmpty());
        return new Template(parts);
    }

    private static String name(String text, int start, int end) throws BadValue {
        if (end < 0) {
            throw new BadValue("has a '{' without a '}'; a brace that is meant is written '{{'");
        }
        String name = text.substring(start + 1, end);
        if (!NAME.matcher(Part.name(name).text()).matches()) {
            throw new BadValue("has '{" + name + "}', which is not a name; a brace that is meant is written '{{'");
        }
        return name;
    }

    /** A template without names. */
    public static Template literal(String text) {
        return new Template(text.isEmpty() ? List.of() : List.of(Part.literal(text)));
    }

    /** The names it uses. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        parts.stream().filter(Part::isName).map(Part::text).forEach(names::add);
        return names;
    }

    /** The one name it consists of; empty if there is more to it, or less. */
    public Optional<Part> onlyName() {
        return parts.size() == 1 && parts.get(0).isName() ? Optional.of(parts.get(0)) : Optional.empty();
    }

    /** The text with each name replaced by its value. */
    public String fill(Function<Part, String> values) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.isName() ? values.apply(part) : part.text());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    part.isName()
                            ? "{" + part.text() + (part.form().isEmpty() ? "" : ":" + part.form()) + "}"
                            : part.text().replace("{", "{{").replace("}", "}}"));
        }
        return text.toString();
    }
}
