package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is different in the requests of the pages after the first.
 *
 * @param path another path
 * @param query all parameters, instead of the first request's
 * @param body another body
 * @param drop parameters that are left out
 */
public record RequestChange(
        Optional<Template> path,
        Optional<Map<String, Template>> query,
        Optional<BodyTemplate> body,
        List<String> drop) {

    static final RequestChange NONE =
            new RequestChange(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    static RequestChange read(Section section, TemplateScope scope) {
        return new RequestChange(
                scope.maybe(section, "path", "Another path.", "/v1/events/continue"),
                section.maybeSection(
                        "query",
                        "All query parameters, instead of those of the first request.",
                        scope::templatesWithoutSecrets),
                section.maybeSection(
                        "body", "The whole body, instead of the first one's.", it -> BodyTemplate.read(it, scope)),
                section.optional(
                        "drop", Types.TEXTS, List.of(), "Query parameters of the first request that are left out."));
    }

    RequestTemplate applied(RequestTemplate first) {
        Map<String, Template> parameters = new LinkedHashMap<>(query.orElse(first.query()));
        drop.forEach(parameters::remove);
        return new RequestTemplate(
                first.method(), path.orElse(first.path()), parameters, first.headers(), body.or(first::body));
    }
}
