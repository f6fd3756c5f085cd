package io.rollcall.sources.read;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.json.JsonText;
import io.rollcall.options.Secret;
import io.rollcall.options.Type.BadValue;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.Template;
import io.rollcall.sources.definition.UserOption;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.definition.WindowRule;
import io.rollcall.sources.time.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the names in templates stand for. The definition's reader has made sure that no template uses another name.
 *
 * @param values by name
 * @param times for names that stand for instants, how they are written in a format
 */
record Names(Map<String, Value> values, Map<String, Function<TimeFormat, String>> times) {

    /**
     * A value.
     *
     * @param text as it is written in texts
     * @param json as it is written in JSON, where it stands alone
     */
    record Value(String text, String json) {

        static Value of(String text) {
            return new Value(text, JsonText.quoted(text));
        }

        static Value number(String digits) {
            return new Value(digits, digits);
        }
    }

    Names {
        values = Map.copyOf(values);
        times = Map.copyOf(times);
    }

    /** The names of a stream: options, clouds, base URLs, variables; the secrets are kept out. */
    static Names of(Definition definition, StreamDefinition stream, UserOptions options) {
        Map<String, Value> values = new LinkedHashMap<>();
        options.texts().forEach((name, text) -> values.put(name, Value.of(text)));
        definition.options().stream()
                .filter(option -> option.kind() == UserOption.Kind.INTEGER)
                .map(UserOption::name)
                .filter(values::containsKey)
                .forEach(name -> values.put(name, Value.number(options.texts().getOrDefault(name, "0"))));
        stream.variables().forEach((name, text) -> values.put(name, Value.of(text)));
        Names soFar = new Names(values, Map.of());
        definition.urls().forEach((name, template) -> {
            String url = options.urls().containsKey(name)
                    ? String.valueOf(options.urls().get(name))
                    : soFar.fill(template);
            values.put(name, Value.of(url.replaceAll("/+$", "")));
        });
        return new Names(values, Map.of());
    }

    Names with(String name, String value) {
        return with(name, Value.of(value));
    }

    Names with(String name, Value value) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Names(more, times);
    }

    /** These names and those of a window. */
    Names with(Window window, WindowRule rule, Instant now) {
        return with("window.from", rule.format(), format -> rule.in(format).from(window, now))
                .with("window.to", rule.format(), format -> rule.in(format).to(window))
                .with(now);
    }

    /** These names and the present. */
    Names with(Instant now) {
        return with("now", TimeFormat.ISO, format -> format.write(now));
    }

    private Names with(String name, TimeFormat usual, Function<TimeFormat, String> writer) {
        String text = writer.apply(usual);
        Map<String, Function<TimeFormat, String>> more = new LinkedHashMap<>(times);
        more.put(name, writer);
        Names named = with(name, usual.isNumber() ? Value.number(text) : Value.of(text));
        return new Names(named.values, more);
    }

    /** These names and the secrets; for what proves who we are, nowhere else. */
    Names with(Map<String, Secret> secrets) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        secrets.forEach((name, secret) -> more.put(name, Value.of(secret.reveal())));
        return new Names(more, times);
    }

    String fill(Template template) {
        return fill(template, text -> text);
    }

    /** @param encoder applied to each value, not to the literals */
    String fill(Template template, UnaryOperator<String> encoder) {
        return template.fill(part -> encoder.apply(written(part).text()));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String value(String name) {
        return known(name).text();
    }

    /** A value in the form a template asks for. */
    Value written(Template.Part part) {
        Value value = known(part.text());
        return switch (part.form()) {
            case "" -> value;
            case "text" -> Value.of(value.text());
            case "number" -> Value.number(value.text().isEmpty() ? "0" : value.text());
            case "json" -> new Value(value.json(), value.json());
            case "lower" -> Value.of(value.text().toLowerCase(Locale.ROOT));
            case "base64" ->
                Value.of(Base64.getEncoder().encodeToString(value.text().getBytes(StandardCharsets.UTF_8)));
            default -> time(part);
        };
    }

    private Value time(Template.Part part) {
        try {
            TimeFormat format = TimeFormat.parse(part.form());
            Function<TimeFormat, String> writer = times.get(part.text());
            if (writer == null) {
                throw new IllegalStateException("{" + part.text() + "} is no time here");
            }
            String text = writer.apply(format);
            return format.isNumber() ? Value.number(text) : Value.of(text);
        } catch (BadValue e) {
            throw new IllegalStateException("a template was not checked: " + part.form(), e);
        }
    }

    private Value known(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("there is no value for {" + name + "} here");
        }
        return value;
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
