package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Type;
import io.rollcall.options.Type.BadValue;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something the user of a definition has to or may say, for example the tenant.
 *
 * @param name its key in the user's file, and its name in templates
 * @param kind what is written there
 * @param documentation one sentence
 * @param example for the documentation
 * @param defaultText what it is if the user says nothing; without it the user must say something
 * @param pattern what a text must look like
 * @param min the least a number may be
 * @param max the most a number may be
 */
public record UserOption(
        String name,
        Kind kind,
        String documentation,
        String example,
        Optional<String> defaultText,
        Optional<Pattern> pattern,
        int min,
        int max) {

    /** What a user may write. */
    public enum Kind {
        TEXT,
        SECRET,
        INTEGER
    }

    static UserOption read(String name, Section section) {
        UserOption option = new UserOption(
                name,
                section.optional(
                        "kind", Types.oneOf(Kind.class), Kind.TEXT, "What is written: text, a secret, a number."),
                section.required("doc", Types.TEXT, "One sentence for the reference documentation.", "The tenant."),
                section.optional("example", Types.TEXT, "", "An example for the documentation."),
                section.maybe("default", Types.TEXT, "Its value if the user says nothing.", "1000"),
                section.maybe(
                        "pattern", Words.REGEX, "What a text must look like, as a whole.", Pattern.compile("[a-z]+")),
                section.optional("min", Types.integer(0, Integer.MAX_VALUE), 0, "The least a number may be."),
                section.optional(
                        "max", Types.integer(0, Integer.MAX_VALUE), Integer.MAX_VALUE, "The most a number may be."));
        option.checkDefault(section);
        return option;
    }

    private void checkDefault(Section section) {
        if (isSecret() && !defaultText.orElse("").isEmpty()) {
            section.problem(
                    "default",
                    "is a secret in plain text; a definition holds none: leave the default out, or empty for a secret that"
                            + " may be missing");
            return;
        }
        try {
            if (defaultText.isPresent()) {
                String unused = type().reader().read(defaultText.get());
            }
        } catch (BadValue e) {
            section.problem("default", "'" + defaultText.orElse("") + "' " + e.getMessage());
        }
    }

    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** How it is written in the user's file; not for secrets. */
    Type<String> type() {
        if (kind == Kind.INTEGER) {
            Type<Integer> number = Types.integer(min, max);
            return new Type<>(
                    number.name(),
                    number.schema(),
                    written -> String.valueOf(number.reader().read(written)),
                    text -> text);
        }
        if (pattern.isEmpty()) {
            return Types.TEXT;
        }
        String required = pattern.get().pattern();
        return new Type<>(
                "text",
                Map.of("type", "string", "pattern", "^(?:" + required + ")$"),
                written -> matching(Types.TEXT.reader().read(written)),
                text -> text);
    }

    private String matching(String text) throws BadValue {
        if (pattern.isPresent() && !pattern.get().matcher(text).matches()) {
            throw new BadValue("is not what " + name + " must look like"
                    + (example.isEmpty() ? "" : ", for example " + example) + ": " + documentation);
        }
        return text;
    }

    /** The alternatives of an option that chooses among names. */
    static Type<String> oneOf(List<String> names) {
        return new Type<>(
                "one of " + String.join(", ", names),
                Map.of("enum", names),
                written -> {
                    if (written instanceof String text && names.contains(text)) {
                        return text;
                    }
                    throw new BadValue("must be one of " + String.join(", ", names)
                            + io.rollcall.options.Suggestion.forWord(String.valueOf(written), names));
                },
                text -> text);
    }
}
