package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request before its names are filled in.
 *
 * @param method in upper case
 * @param path from the base URL on, beginning with a slash
 * @param query parameters in order; one whose value comes out empty is left out
 * @param headers by name; one whose value comes out empty is left out
 * @param body of a request that has one
 */
public record RequestTemplate(
        Method method,
        Template path,
        Map<String, Template> query,
        Map<String, Template> headers,
        Optional<BodyTemplate> body) {

    /** The methods definitions use. */
    public enum Method {
        GET,
        POST,
        PUT
    }

    public RequestTemplate {
        query = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static RequestTemplate read(Section section, TemplateScope scope) {
        Method method = section.optional("method", Types.oneOf(Method.class), Method.GET, "The HTTP method.");
        RequestTemplate request = new RequestTemplate(
                method,
                scope.required(section, "path", "From base_url on, beginning with a slash.", "/v1.0/events"),
                section.maybeSection(
                                "query",
                                "Query parameters; one that comes out empty is left out.",
                                scope::templatesWithoutSecrets)
                        .orElse(Map.of()),
                section.maybeSection(
                                "headers",
                                "Headers; one that comes out empty is left out.",
                                scope::templatesWithoutSecrets)
                        .orElse(Map.of()),
                section.maybeSection("body", "The body, for post and put.", it -> BodyTemplate.read(it, scope)));
        if (request.body.isPresent() && method == Method.GET) {
            section.problem("body", "cannot be sent with get; say 'method: post'");
        }
        return request;
    }

    /** The names it uses. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(path.names());
        query.values().forEach(template -> names.addAll(template.names()));
        headers.values().forEach(template -> names.addAll(template.names()));
        body.ifPresent(template -> names.addAll(template.names()));
        return names;
    }

    RequestTemplate withParameter(String name, Template value) {
        Map<String, Template> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new RequestTemplate(method, path, more, headers, body);
    }

    RequestTemplate withBody(BodyTemplate other) {
        return new RequestTemplate(method, path, query, headers, Optional.of(other));
    }
}
