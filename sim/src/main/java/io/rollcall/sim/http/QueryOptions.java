package io.rollcall.sim.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decoded name-value pairs of a query string or form, in their order. Names may repeat or be empty. */
public record QueryOptions(List<Option> options) {
    public QueryOptions {
        options = List.copyOf(options);
    }

    /** Pairs of a text in form encoding: {@code +} is a space. */
    public static QueryOptions parse(String encoded) {
        List<Option> options = new ArrayList<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                options.add(new Option(decoded(name), decoded(value)));
            }
        }
        return new QueryOptions(options);
    }

    /** Value of the first pair of that name. */
    public Optional<String> first(String name) {
        return options.stream()
                .filter(option -> option.name().equals(name))
                .map(Option::value)
                .findFirst();
    }

    public String first(String name, String otherwise) {
        return first(name).orElse(otherwise);
    }

    /** The pairs whose name is another. */
    public QueryOptions without(String name) {
        return new QueryOptions(
                options.stream().filter(option -> !option.name().equals(name)).toList());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** One pair. */
    public record Option(String name, String value) {}
}
