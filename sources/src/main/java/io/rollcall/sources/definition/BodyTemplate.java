package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The body of a request before its names are filled in. */
public sealed interface BodyTemplate {

    /** JSON. */
    record Json(JsonTemplate json) implements BodyTemplate {}

    /** Fields of a form; one that comes out empty is left out. */
    record Form(Map<String, Template> fields) implements BodyTemplate {
        public Form {
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** Any text. */
    record Text(Template text, String type) implements BodyTemplate {}

    static BodyTemplate read(Section section, TemplateScope scope) {
        Optional<BodyTemplate> json = section.maybeTree(
                        "json", "A JSON body: texts may have names in braces; one that comes out empty is left out.")
                .map(tree -> new Json(JsonTemplate.of(tree, scope)));
        Optional<BodyTemplate> form = section.maybeSection(
                        "form",
                        "The fields of a form (application/x-www-form-urlencoded).",
                        scope::templatesWithoutSecrets)
                .map(Form::new);
        Optional<BodyTemplate> text = scope.maybe(section, "text", "Any other body.", "<query/>")
                .map(template -> new Text(
                        template,
                        section.optional("type", Types.TEXT, "text/plain", "With text: the body's media type.")));
        if (text.isEmpty()) {
            String unused = section.optional("type", Types.TEXT, "text/plain", "With text: the body's media type.");
        }
        long said = java.util.stream.Stream.of(json, form, text)
                .filter(Optional::isPresent)
                .count();
        if (said != 1) {
            section.problem("json", "a body is said by exactly one of json, form and text");
        }
        return json.or(() -> form).or(() -> text).orElse(new Form(Map.of()));
    }

    /** Calls the function of the case at hand. */
    default <T> T fold(Function<Json, T> json, Function<Form, T> form, Function<Text, T> text) {
        if (this instanceof Json it) {
            return json.apply(it);
        }
        return this instanceof Form it ? form.apply(it) : text.apply((Text) this);
    }

    /** The names it uses. */
    default Set<String> names() {
        return fold(
                json -> json.json().names(),
                form -> {
                    Set<String> names = new TreeSet<>();
                    form.fields().values().forEach(field -> names.addAll(field.names()));
                    return names;
                },
                text -> text.text().names());
    }
}
