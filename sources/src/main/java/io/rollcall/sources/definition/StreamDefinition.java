package io.rollcall.sources.definition;

import io.rollcall.engine.source.SourceTraits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One stream of a definition, with everything that holds for it.
 *
 * @param name within the definition
 * @param title for people
 * @param variables names and values for templates
 * @param request of the first page
 * @param following the request of the pages after it
 * @param decode how bodies are turned into JSON
 * @param records where the records are, or the entries where there are items
 * @param position where a record's place on the API's time axis is; empty where the record does not carry it
 * @param errors in the order in which they are tried
 * @param each the parts it is read by, one after the other
 * @param job that prepares what is read
 */
public record StreamDefinition(
        String name,
        String title,
        Map<String, String> variables,
        RequestTemplate request,
        RequestTemplate following,
        WindowRule window,
        PagingRule paging,
        RecordsRule.Decode decode,
        RecordsRule records,
        IdentityRule identity,
        TimeRule time,
        Optional<TimeRule> position,
        Behaviour behaviour,
        RateRule rate,
        Optional<SuccessRule> success,
        List<ErrorRule> errors,
        Optional<ItemRule> items,
        Optional<EachRule> each,
        Optional<JobRule> job,
        Optional<PreparationRule> preparation,
        Limits limits) {

    public StreamDefinition {
        variables = Map.copyOf(variables);
        errors = List.copyOf(errors);
    }

    /** The listing of the parts it is read by, as if that were a stream. */
    public StreamDefinition listing() {
        EachRule rule = each.orElseThrow();
        return new StreamDefinition(
                name,
                title,
                variables,
                rule.paging().first(rule.request()),
                rule.paging().following(rule.request()),
                window,
                rule.paging(),
                RecordsRule.Decode.JSON,
                rule.records(),
                new IdentityRule(List.of(rule.id()), List.of()),
                time,
                Optional.empty(),
                behaviour,
                rate,
                success,
                errors,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limits);
    }

    /** What the engine must respect. */
    public SourceTraits traits() {
        return new SourceTraits(
                behaviour.retention(),
                window.maxSpan(),
                window.precision(),
                behaviour.continuationLife(),
                behaviour.lateness(),
                behaviour.revisions(),
                window.lookAhead(),
                window.lower().isTold(),
                window.upper().isTold(),
                hasPosition());
    }

    /** Whether a continuation is a position in an endless stream, to be kept between polls. */
    public boolean hasPosition() {
        return paging.scope() == PagingRule.Scope.STREAM;
    }
}
