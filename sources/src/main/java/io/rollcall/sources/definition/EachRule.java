package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import java.util.List;

/**
 * The parts a stream is read by, one after the other, for an API that wants to be asked for each group, project or set by itself: a
 * call that lists them.
 *
 * @param request of the listing's first page, without what paging puts into it
 * @param paging of the listing
 * @param records where the entries are
 * @param id of an entry, {@code {each.id}} in the stream's requests
 */
public record EachRule(RequestTemplate request, PagingRule paging, RecordsRule records, FieldPath id) {

    /** What an entry's id goes by in the stream's requests. */
    public static final String NAME = "each.id";

    static EachRule read(Section section, TemplateScope scope) {
        return new EachRule(
                section.section(
                        "request",
                        "The request that lists the parts; asked again for each sweep, so that new ones are found.",
                        it -> RequestTemplate.read(it, scope.withPages())),
                section.maybeSection(
                                "paging",
                                "How the rest of the listing is asked for.",
                                it -> PagingRule.read(it, scope.withPages()))
                        .orElse(PagingRule.ONE_PAGE),
                new RecordsRule(
                        RecordsRule.readArrays(section).orElse(List.of(FieldPath.parse(""))),
                        java.util.Optional.empty(),
                        RecordsRule.readMissing(section).orElse(false)),
                section.required(
                        "id",
                        Words.POINTER,
                        "Where in an entry its id is; empty if the entry is the id. It is {each.id} in the stream's requests.",
                        FieldPath.parse("/id")));
    }
}
