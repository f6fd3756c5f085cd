package io.rollcall.sources.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The body of a request.
 *
 * @param type its media type
 */
public record Payload(String text, String type) {

    private static final String FORM = "application/x-www-form-urlencoded";

    public static Payload json(String json) {
        return new Payload(json, "application/json");
    }

    public static Payload form(Map<String, String> fields) {
        return new Payload(
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")),
                FORM);
    }

    public boolean isForm() {
        return type.equals(FORM);
    }

    /** This form with one more field. */
    public Payload with(String field, String value) {
        return new Payload((text.isEmpty() ? "" : text + "&") + encoded(field) + "=" + encoded(value), type);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
