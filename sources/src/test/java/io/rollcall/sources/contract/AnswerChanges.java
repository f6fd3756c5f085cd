package io.rollcall.sources.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.sources.definition.ErrorRule;
import io.rollcall.sources.definition.Place;
import io.rollcall.sources.fixture.ScriptedAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers made of others. */
final class AnswerChanges {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerChanges() {}

    static JsonNode json(ScriptedAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(answer.body());
        }
    }

    /** The records at the first of some places. */
    static int records(ScriptedAnswer answer, List<FieldPath> places) {
        return places.stream()
                .mapToInt(place -> json(answer).at(place.toString()).size())
                .sum();
    }

    /** The same without records; empty if there are none to be taken away. */
    static Optional<ScriptedAnswer> emptied(ScriptedAnswer answer, List<FieldPath> places) {
        JsonNode body = json(answer);
        boolean isChanged = false;
        for (FieldPath place : places) {
            if (body.at(place.toString()) instanceof ArrayNode array && !array.isEmpty()) {
                array.removeAll();
                isChanged = true;
            }
        }
        return isChanged ? Optional.of(with(answer, body)) : Optional.empty();
    }

    /** The same with another value at a place that is there. */
    static Optional<ScriptedAnswer> with(ScriptedAnswer answer, FieldPath place, Object value) {
        JsonNode body = json(answer);
        List<String> names = place.names();
        FieldPath parent = new FieldPath(names.subList(0, names.size() - 1));
        String last = names.get(names.size() - 1);
        if (body.at(parent.toString()) instanceof ObjectNode object && object.has(last)) {
            object.set(last, JSON.valueToTree(value));
            return Optional.of(with(answer, body));
        }
        return Optional.empty();
    }

    private static ScriptedAnswer with(ScriptedAnswer answer, JsonNode body) {
        return new ScriptedAnswer(answer.status(), answer.headers(), body.toString(), false);
    }

    /** The same with its links to another server; empty if it has none to the API's own. */
    static Optional<ScriptedAnswer> elsewhere(ScriptedAnswer answer, String base) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.replaceAll((name, value) -> value.replace("{base}", base));
        ScriptedAnswer changed =
                new ScriptedAnswer(answer.status(), headers, answer.body().replace("{base}", base), answer.isBinary());
        return changed.equals(answer) ? Optional.empty() : Optional.of(changed);
    }

    /** An answer that a rule is about. */
    static ScriptedAnswer matching(ErrorRule rule) {
        int status = rule.statuses().isEmpty() ? 400 : rule.statuses().get(0).first();
        String text = rule.matches().map(regex -> example(regex.pattern())).orElse("x");
        Place place = rule.place();
        if (place.header().isPresent()) {
            return ScriptedAnswer.of(status, "{}").with(place.header().get(), text);
        }
        if (place.pointer().isEmpty()) {
            ObjectNode body = JSON.createObjectNode();
            body.putObject("error").put("message", text);
            return ScriptedAnswer.of(status, body.toString());
        }
        JsonNode value = TextNode.valueOf(text);
        List<String> names = place.pointer().get().names();
        for (int i = names.size() - 1; i >= 0; i--) {
            ObjectNode object = JSON.createObjectNode();
            object.set(names.get(i), value);
            value = object;
        }
        return ScriptedAnswer.of(status, value.toString());
    }

    /** A text in which a simple regular expression is found: its first alternative. */
    private static String example(String regex) {
        String plain = regex.replaceAll("[\\^$()]", "").split("\\|", -1)[0];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '[') {
                text.append(plain.charAt(i + 1));
                i = plain.indexOf(']', i);
            } else if (c == '\\') {
                text.append(plain.charAt(++i));
            } else if (c == '?' || c == '*') {
                text.setLength(Math.max(0, text.length() - 1));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
