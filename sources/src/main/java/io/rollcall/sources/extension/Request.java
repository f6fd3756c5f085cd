package io.rollcall.sources.extension;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A request.
 *
 * @param headers by name; each is sent once
 * @param body in UTF-8; empty if there is none
 * @param type the body's media type; empty if there is none
 */
public record Request(String method, URI uri, Map<String, String> headers, String body, String type) {

    public Request {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(type, "type");
    }

    /** This request with a header, instead of one of that name if there is one. */
    public Request with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Request(method, uri, more, body, type);
    }

    /** This request to another address. */
    public Request to(URI other) {
        return new Request(method, other, headers, body, type);
    }
}
