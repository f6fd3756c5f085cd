package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections a definition may state for all its streams, and each stream may replace as a whole. */
record StreamParts(
        Optional<RequestTemplate> request,
        Optional<WindowRule> window,
        Optional<PagingRule> paging,
        Optional<FieldPath> records,
        Optional<IdentityRule> identity,
        Optional<TimeRule> time,
        Optional<TimeRule> position,
        Optional<Behaviour> behaviour,
        Optional<RateRule> rate,
        List<ErrorRule> errors,
        Optional<ItemRule> items,
        Optional<PreparationRule> preparation,
        Optional<Limits> limits) {

    static StreamParts read(Section section, TemplateScope scope) {
        return new StreamParts(
                section.maybeSection(
                        "request", "The request of the first page.", it -> request(it, scope.withWindow())),
                section.maybeSection("window", "How the stretch of time is asked for.", WindowRule::read),
                section.maybeSection("paging", "How the rest is asked for, and where it ends.", PagingRule::read),
                section.maybe(
                        "records",
                        Words.POINTER,
                        "The array of records in an answer, or of entries to fetch; empty if it is the answer itself.",
                        FieldPath.parse("/value")),
                section.maybeSection("identity", "What makes two records the same event.", IdentityRule::read),
                section.maybeSection("time", "When a record happened.", TimeRule::read),
                section.maybeSection(
                        "position",
                        "A record's place on the time axis the API filters by, if that is not its time.",
                        TimeRule::read),
                section.maybeSection("behaviour", "How the API behaves over time.", Behaviour::read),
                section.maybeSection("rate", "The API's limit on requests.", RateRule::read),
                section.sections(
                        "errors",
                        "What answers mean, first match first; a stream's own rules are tried before the shared ones.",
                        ErrorRule::read),
                section.maybeSection("items", "For pages that list things to be fetched one by one.", ItemRule::read),
                section.maybeSection(
                        "prepare",
                        "What must be so before the first sweep, and how to make it so.",
                        it -> preparation(it, scope)),
                section.maybeSection("limits", "Bounds against broken or hostile answers.", Limits::read));
    }

    /** These parts, and where one is missing the other's. */
    StreamParts orElse(StreamParts shared) {
        List<ErrorRule> rules = new java.util.ArrayList<>(errors);
        rules.addAll(shared.errors);
        return new StreamParts(
                request.or(shared::request),
                window.or(shared::window),
                paging.or(shared::paging),
                records.or(shared::records),
                identity.or(shared::identity),
                time.or(shared::time),
                position.or(shared::position),
                behaviour.or(shared::behaviour),
                rate.or(shared::rate),
                rules,
                items.or(shared::items),
                preparation.or(shared::preparation),
                limits.or(shared::limits));
    }

    private static RequestTemplate request(Section section, TemplateScope scope) {
        return new RequestTemplate(
                section.optional(
                        "method",
                        io.rollcall.options.Types.oneOf(RequestTemplate.Method.class),
                        RequestTemplate.Method.GET,
                        "The HTTP method."),
                scope.required(section, "path", "From base_url on, beginning with a slash.", "/v1.0/events"),
                section.maybeSection(
                                "query", "Query parameters; one that comes out empty is left out.", scope::templates)
                        .orElse(Map.of()),
                section.maybeSection("headers", "Headers; one that comes out empty is left out.", scope::templates)
                        .orElse(Map.of()));
    }

    private static PreparationRule preparation(Section section, TemplateScope scope) {
        return new PreparationRule(
                section.section("check", "The request that lists what is there.", it -> request(it, scope)),
                section.optional("records", Words.POINTER, FieldPath.parse(""), "The array of entries in its answer."),
                section.section(
                        "found", "JSON Pointers and what they say in the entry looked for.", it -> found(it, scope)),
                section.section("start", "The request sent if it is not found.", it -> request(it, scope)),
                section.optional(
                        "start_interval",
                        io.rollcall.options.Types.DURATION,
                        java.time.Duration.ZERO,
                        "The least time between two of those."));
    }

    private static Map<FieldPath, Template> found(Section section, TemplateScope scope) {
        Map<FieldPath, Template> found = new LinkedHashMap<>();
        scope.templates(section).forEach((pointer, value) -> {
            try {
                found.put(FieldPath.parse(pointer), value);
            } catch (IllegalArgumentException e) {
                section.problem(pointer, "is not a JSON Pointer: " + e.getMessage());
            }
        });
        return found;
    }
}
