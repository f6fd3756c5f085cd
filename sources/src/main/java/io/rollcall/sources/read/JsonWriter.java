package io.rollcall.sources.read;

import io.rollcall.engine.json.JsonText;
import io.rollcall.sources.definition.JsonTemplate;
import io.rollcall.sources.definition.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes JSON templates (RFC 8259), compactly. */
final class JsonWriter {

    private JsonWriter() {}

    /** The JSON with all names filled in; members that come out empty are left out. */
    static String fill(JsonTemplate template, Names names) {
        return written(template, names).orElse("null");
    }

    private static Optional<String> written(JsonTemplate template, Names names) {
        if (template instanceof JsonTemplate.Literal literal) {
            return Optional.of(literal.json());
        }
        if (template instanceof JsonTemplate.Text text) {
            return written(text.template(), names);
        }
        if (template instanceof JsonTemplate.Elements array) {
            return Optional.of(array.elements().stream()
                    .map(element -> written(element, names))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(",", "[", "]")));
        }
        List<String> members = new ArrayList<>();
        ((JsonTemplate.Members) template)
                .members()
                .forEach((name, value) ->
                        written(value, names).ifPresent(json -> members.add(JsonText.quoted(name) + ":" + json)));
        return Optional.of("{" + String.join(",", members) + "}");
    }

    private static Optional<String> written(Template template, Names names) {
        Optional<Template.Part> alone = template.onlyName();
        String text = names.fill(template);
        if (text.isEmpty() && !template.names().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(alone.map(part -> names.written(part).json()).orElseGet(() -> JsonText.quoted(text)));
    }
}
