package io.rollcall.sources.extension;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer.
 *
 * @param headers by name, in any case
 * @param body decompressed; not to be changed
 */
public record Response(int status, Map<String, List<String>> headers, byte[] body) {

    public Response {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = java.util.Collections.unmodifiableMap(copy);
    }

    /** An answer with a body of JSON. */
    public static Response json(int status, String body) {
        return new Response(
                status, Map.of("Content-Type", List.of("application/json")), body.getBytes(StandardCharsets.UTF_8));
    }

    /** This answer with another body. */
    public Response with(byte[] other) {
        return new Response(status, headers, other);
    }

    /** The first header of that name in any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "HTTP %d, %d bytes", status, body.length);
    }
}
