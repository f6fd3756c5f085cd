package io.rollcall.options;

import io.rollcall.options.Declaration.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The reference of a document's keys in Markdown, made of what its reader asks for. */
public final class MarkdownReference {

    private final StringBuilder out = new StringBuilder();

    private MarkdownReference() {}

    /** One table for the keys of the document, and one for each mapping inside it that has alternatives. */
    public static String of(List<Declaration> declarations) {
        MarkdownReference reference = new MarkdownReference();
        reference.table("", declarations);
        reference.choices("", declarations);
        return reference.out.toString();
    }

    private void table(String prefix, List<Declaration> declarations) {
        out.append("| key | value | default | meaning |\n|---|---|---|---|\n");
        rows(prefix, declarations);
        out.append('\n');
    }

    private void rows(String prefix, List<Declaration> declarations) {
        for (Declaration declaration : declarations) {
            String path = prefix + declaration.key();
            out.append("| `")
                    .append(path)
                    .append("` | ")
                    .append(escaped(value(declaration)))
                    .append(" | ")
                    .append(escaped(standing(declaration)))
                    .append(" | ")
                    .append(escaped(declaration.documentation()))
                    .append(" |\n");
            rows(nestedPrefix(path, declaration.shape()), nested(declaration.shape()));
        }
    }

    private void choices(String prefix, List<Declaration> declarations) {
        for (Declaration declaration : declarations) {
            String path = prefix + declaration.key();
            if (declaration.shape() instanceof Shape.Choice choice) {
                for (Map.Entry<String, List<Declaration>> entry :
                        choice.members().entrySet()) {
                    alternative(
                            prefix,
                            path,
                            entry.getKey(),
                            choice.words().getOrDefault(entry.getKey(), ""),
                            entry.getValue());
                }
            }
            choices(nestedPrefix(path, declaration.shape()), nested(declaration.shape()));
        }
    }

    private void alternative(String prefix, String path, String word, String documentation, List<Declaration> members) {
        out.append("### `")
                .append(path)
                .append(": ")
                .append(word)
                .append("`\n\n")
                .append(documentation)
                .append("\n\n");
        if (members.isEmpty()) {
            out.append("No further keys.\n\n");
        } else {
            table(prefix, members);
        }
    }

    private static List<Declaration> nested(Shape shape) {
        if (shape instanceof Shape.Nested nested) {
            return nested.members();
        }
        if (shape instanceof Shape.ListOf list) {
            return list.members();
        }
        return shape instanceof Shape.Named named ? named.members() : List.of();
    }

    private static String nestedPrefix(String path, Shape shape) {
        if (shape instanceof Shape.ListOf) {
            return path + "[].";
        }
        return shape instanceof Shape.Named ? path + ".NAME." : path + ".";
    }

    private static String value(Declaration declaration) {
        Shape shape = declaration.shape();
        if (shape instanceof Shape.Value value) {
            return value.type().name();
        }
        if (shape instanceof Shape.Choice choice) {
            return choice.words().keySet().stream().collect(Collectors.joining(", ", "one of ", ""));
        }
        if (shape instanceof Shape.ListOf) {
            return "list of mappings";
        }
        return shape instanceof Shape.Texts ? "text" : "mapping";
    }

    private static String standing(Declaration declaration) {
        if (declaration.isRequired()) {
            return "**required**"
                    + declaration
                            .example()
                            .map(example -> ", such as `" + shown(example) + "`")
                            .orElse("");
        }
        return declaration
                .defaultValue()
                .map(value -> "`" + shown(value) + "`")
                .or(() -> declaration.example().map(example -> "none; such as `" + shown(example) + "`"))
                .orElse("none");
    }

    private static String shown(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"))
                : String.valueOf(value);
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
