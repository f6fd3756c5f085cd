package io.rollcall.sources.read;

import io.rollcall.engine.event.Window;
import io.rollcall.options.Secret;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.Template;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.definition.WindowRule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the names in templates stand for. The definition's reader has made sure that no template uses another name.
 *
 * @param values by name
 */
record Names(Map<String, String> values) {

    Names {
        values = Map.copyOf(values);
    }

    /** The names of a stream: options, clouds, base URLs, variables; the secrets are kept out. */
    static Names of(Definition definition, StreamDefinition stream, UserOptions options) {
        Map<String, String> values = new LinkedHashMap<>(options.texts());
        values.putAll(stream.variables());
        Names soFar = new Names(values);
        definition.urls().forEach((name, template) -> {
            String url = options.urls().containsKey(name)
                    ? String.valueOf(options.urls().get(name))
                    : soFar.fill(template);
            values.put(name, url.replaceAll("/+$", ""));
        });
        return new Names(values);
    }

    Names with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Names(more);
    }

    /** These names and those of a window. */
    Names with(Window window, WindowRule rule, Instant now) {
        return with("window.from", rule.from(window, now)).with("window.to", rule.to(window));
    }

    /** These names and the secrets; for the headers that prove who we are, nowhere else. */
    Names with(Map<String, Secret> secrets) {
        Map<String, String> more = new LinkedHashMap<>(values);
        secrets.forEach((name, secret) -> more.put(name, secret.reveal()));
        return new Names(more);
    }

    String fill(Template template) {
        return fill(template, text -> text);
    }

    /** @param encoder applied to each value, not to the literals */
    String fill(Template template, UnaryOperator<String> encoder) {
        return template.fill(name -> encoder.apply(value(name)));
    }

    String value(String name) {
        String value = values.get(name);
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
