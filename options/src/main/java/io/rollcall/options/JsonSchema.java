package io.rollcall.options;

import io.rollcall.options.Declaration.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON schema (draft 2020-12) of a document, made of what its reader asks for; for editors. */
public final class JsonSchema {

    private JsonSchema() {}

    /** The schema as nested maps, lists and scalars. */
    public static Map<String, Object> of(String title, List<Declaration> declarations) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.putAll(mapping(declarations));
        return schema;
    }

    private static Map<String, Object> mapping(List<Declaration> declarations) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        List<Object> cases = new ArrayList<>();
        boolean isOpen = false;
        for (Declaration declaration : declarations) {
            if (declaration.shape() instanceof Shape.Texts) {
                isOpen = true;
                continue;
            }
            properties.put(declaration.key(), property(declaration));
            if (declaration.isRequired()) {
                required.add(declaration.key());
            }
            if (declaration.shape() instanceof Shape.Choice choice) {
                isOpen |= choice.further().isPresent();
                choice.members().forEach((word, members) -> cases.add(choiceCase(declaration.key(), word, members)));
            }
        }
        return assembled(properties, required, cases, isOpen);
    }

    private static Map<String, Object> assembled(
            Map<String, Object> properties, List<Object> required, List<Object> cases, boolean isOpen) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!cases.isEmpty()) {
            schema.put("allOf", cases);
            if (!isOpen) {
                schema.put("unevaluatedProperties", false);
            }
        } else {
            schema.put("additionalProperties", isOpen ? Map.of("type", "string") : (Object) false);
        }
        return schema;
    }

    private static Map<String, Object> choiceCase(String key, String word, List<Declaration> members) {
        Map<String, Object> then = new LinkedHashMap<>(mapping(members));
        then.remove("additionalProperties");
        then.remove("type");
        Map<String, Object> when = new LinkedHashMap<>();
        when.put("if", sorted(Map.of("properties", Map.of(key, Map.of("const", word)), "required", List.of(key))));
        when.put("then", then);
        return when;
    }

    private static Map<String, Object> property(Declaration declaration) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", declaration.documentation());
        property.putAll(shape(declaration.shape()));
        declaration.defaultValue().ifPresent(value -> property.put("default", value));
        declaration.example().ifPresent(value -> property.put("examples", List.of(value)));
        return property;
    }

    /** The same with the outer members in an order that does not change from run to run. */
    private static Map<String, Object> sorted(Map<String, Object> members) {
        return new TreeMap<>(members);
    }

    private static Map<String, Object> shape(Shape shape) {
        if (shape instanceof Shape.Value value) {
            return sorted(value.type().schema());
        }
        if (shape instanceof Shape.Nested nested) {
            return mapping(nested.members());
        }
        if (shape instanceof Shape.ListOf list) {
            return sorted(Map.of("type", "array", "items", mapping(list.members())));
        }
        if (shape instanceof Shape.Named named) {
            return sorted(Map.of("type", "object", "additionalProperties", mapping(named.members())));
        }
        if (shape instanceof Shape.Choice choice) {
            Map<String, Object> words =
                    Map.of("enum", List.copyOf(choice.words().keySet()));
            return choice.further()
                    .<Map<String, Object>>map(pattern ->
                            Map.of("anyOf", List.of(words, sorted(Map.of("type", "string", "pattern", pattern)))))
                    .orElse(words);
        }
        return Map.of();
    }
}
