package io.rollcall.sources.definition;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request before its names are filled in.
 *
 * @param method in upper case
 * @param path from the base URL on, beginning with a slash
 * @param query parameters in order; one whose value comes out empty is left out
 * @param headers by name; one whose value comes out empty is left out
 */
public record RequestTemplate(
        Method method, Template path, Map<String, Template> query, Map<String, Template> headers) {

    /** The methods definitions use. */
    public enum Method {
        GET,
        POST
    }

    public RequestTemplate {
        query = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
