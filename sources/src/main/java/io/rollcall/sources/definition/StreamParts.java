package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sections a definition may state for all its streams, and each stream may replace as a whole. */
record StreamParts(
        Optional<RequestTemplate> request,
        Optional<WindowRule> window,
        Optional<PagingRule> paging,
        Optional<RecordsRule.Decode> decode,
        Optional<List<FieldPath>> records,
        Optional<Boolean> recordsMayBeMissing,
        Optional<RecordsRule.Explode> explode,
        Optional<IdentityRule> identity,
        Optional<TimeRule> time,
        Optional<TimeRule> position,
        Optional<Behaviour> behaviour,
        Optional<RateRule> rate,
        Optional<SuccessRule> success,
        List<ErrorRule> errors,
        Optional<ItemRule> items,
        Optional<EachRule> each,
        Optional<JobRule> job,
        Optional<PreparationRule> preparation,
        Optional<Limits> limits) {

    static StreamParts read(Section section, TemplateScope scope) {
        return new StreamParts(
                section.maybeSection(
                        "request",
                        "The request of the first page.",
                        it -> RequestTemplate.read(it, scope.withWindow())),
                section.maybeSection("window", "How the stretch of time is asked for.", WindowRule::read),
                section.maybeSection(
                        "paging",
                        "How the rest is asked for, and where it ends.",
                        it -> PagingRule.read(it, scope.withWindow())),
                section.maybeSection(
                        "decode", "How a body is turned into JSON, if it is not JSON.", RecordsRule.Decode::read),
                RecordsRule.readArrays(section),
                RecordsRule.readMissing(section),
                section.maybeSection(
                        "explode", "For records that hold several events in an array.", RecordsRule.Explode::read),
                section.maybeSection("identity", "What makes two records the same event.", IdentityRule::read),
                section.maybeSection("time", "When a record happened.", TimeRule::read),
                section.maybeSection(
                        "position",
                        "A record's place on the time axis the API filters by, if that is not its time.",
                        TimeRule::read),
                section.maybeSection("behaviour", "How the API behaves over time.", Behaviour::read),
                section.maybeSection("rate", "The API's limit on requests.", RateRule::read),
                section.maybeSection(
                        "success",
                        "What the body of an answer with status 2xx must say, if the status alone does not tell.",
                        SuccessRule::read),
                section.sections(
                        "errors",
                        "What answers mean, first match first; a stream's own rules are tried before the shared ones.",
                        ErrorRule::read),
                section.maybeSection(
                        "items",
                        "For pages that list things to be fetched one by one.",
                        it -> ItemRule.read(it, scope.with(Set.of(JobRule.NAME)))),
                section.maybeSection(
                        "each",
                        "For an API that wants to be asked for each group, project or set by itself: a call that lists them.",
                        it -> EachRule.read(it, scope)),
                section.maybeSection(
                        "job",
                        "For an API that prepares what is asked for: a job that is submitted, and asked about until it is done.",
                        it -> JobRule.read(it, scope)),
                section.maybeSection(
                        "prepare",
                        "What must be so before the first sweep, and how to make it so.",
                        it -> preparation(it, scope)),
                section.maybeSection("limits", "Bounds against broken or hostile answers.", Limits::read));
    }

    /** These parts, and where one is missing the other's. */
    StreamParts orElse(StreamParts shared) {
        List<ErrorRule> rules = new ArrayList<>(errors);
        rules.addAll(shared.errors);
        return new StreamParts(
                request.or(shared::request),
                window.or(shared::window),
                paging.or(shared::paging),
                decode.or(shared::decode),
                records.or(shared::records),
                recordsMayBeMissing.or(shared::recordsMayBeMissing),
                explode.or(shared::explode),
                identity.or(shared::identity),
                time.or(shared::time),
                position.or(shared::position),
                behaviour.or(shared::behaviour),
                rate.or(shared::rate),
                success.or(shared::success),
                rules,
                items.or(shared::items),
                each.or(shared::each),
                job.or(shared::job),
                preparation.or(shared::preparation),
                limits.or(shared::limits));
    }

    private static PreparationRule preparation(Section section, TemplateScope scope) {
        return new PreparationRule(
                section.section(
                        "check", "The request that lists what is there.", it -> RequestTemplate.read(it, scope)),
                section.optional("records", Words.POINTER, FieldPath.parse(""), "The array of entries in its answer."),
                section.section(
                        "found", "JSON Pointers and what they say in the entry looked for.", it -> found(it, scope)),
                section.section("start", "The request sent if it is not found.", it -> RequestTemplate.read(it, scope)),
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
