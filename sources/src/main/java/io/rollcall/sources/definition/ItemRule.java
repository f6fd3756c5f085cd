package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * For an API whose pages list things to be fetched one by one or many at once: what an entry of the listing says, and where the
 * records are in what is fetched.
 *
 * @param id the entry's identity, in one or several parts
 * @param location the URL of its content, if the entry says it
 * @param path of its content otherwise, in which {@code {item.id}} is the entry's identity
 * @param batch how the records of many are asked for at once, if they are
 * @param created its place on the listing's time axis; the beginning of the window if the entry does not say it
 * @param expires when the API forgets it
 * @param carry query parameters of the listing request that are added to the location
 * @param records where the records are in the content
 * @param decode how the content is turned into JSON
 */
public record ItemRule(
        List<FieldPath> id,
        Optional<FieldPath> location,
        Optional<Template> path,
        Optional<Batch> batch,
        TimeRule created,
        Optional<TimeRule> expires,
        List<String> carry,
        RecordsRule records,
        RecordsRule.Decode decode) {

    /**
     * A request for the records of many entries.
     *
     * @param size entries in one request, at most
     * @param request in which {@code {item.ids}} are their identities
     * @param returned where in a record the identity is that was asked for
     */
    public record Batch(int size, RequestTemplate request, FieldPath returned) {

        static Batch read(Section section, TemplateScope scope) {
            Batch batch = new Batch(
                    section.required("size", Types.integer(1, 100_000), "Entries in one request, at most.", 1000),
                    section.section(
                            "request",
                            "The request for their records; {item.ids} are their identities, a list in JSON, joined by commas"
                                    + " elsewhere.",
                            it -> RequestTemplate.read(it, scope.with(Set.of(IDS)))),
                    section.required(
                            "returned",
                            Words.POINTER,
                            "Where in a record the identity is that was asked for. An entry whose record does not come back is"
                                    + " set aside and asked for again until the API forgets it.",
                            FieldPath.parse("/id")));
            if (!batch.request.names().contains(IDS)) {
                section.problem("request", "does not say which records are wanted: write {" + IDS + "} into it");
            }
            return batch;
        }
    }

    /** What the identities of a batch go by in its request. */
    public static final String IDS = "item.ids";

    private static final TimeRule NO_TIME = new TimeRule(List.of(), List.of());

    public ItemRule {
        id = List.copyOf(id);
        carry = List.copyOf(carry);
    }

    /** Whether entries say where they are on the listing's time axis. */
    boolean hasTime() {
        return !created.equals(NO_TIME);
    }

    static ItemRule read(Section section, TemplateScope scope) {
        ItemRule rule = new ItemRule(
                section.required("id", Words.POINTERS, "The entry's identity.", List.of(FieldPath.parse("/contentId"))),
                section.maybe(
                        "location",
                        Words.POINTER,
                        "The URL of its content, where the entry says it.",
                        FieldPath.parse("/contentUri")),
                scope.with(Set.of("item.id"))
                        .maybe(
                                section,
                                "path",
                                "The path of its content, where the entry says no URL; {item.id} is its identity.",
                                "/files/{item.id}/content"),
                section.maybeSection(
                        "batch",
                        "For entries whose records are asked for many at once. They are asked for each time they are listed,"
                                + " since they may have changed.",
                        it -> Batch.read(it, scope)),
                section.maybeSection(
                                "created",
                                "The entry's place on the listing's time axis; it may be left out with batch, with job, and where the"
                                        + " listing is told no bound.",
                                TimeRule::read)
                        .orElse(NO_TIME),
                section.maybeSection("expires", "When the API forgets the content.", TimeRule::read),
                section.optional(
                        "carry",
                        Types.TEXTS,
                        List.of(),
                        "Query parameters of the listing request to add to the location where it lacks them."),
                new RecordsRule(
                        RecordsRule.readArrays(section).orElse(List.of(FieldPath.parse(""))),
                        section.maybeSection(
                                "explode",
                                "For records of the content that hold several events in an array.",
                                RecordsRule.Explode::read),
                        RecordsRule.readMissing(section).orElse(false)),
                section.maybeSection("decode", "How the content is turned into JSON.", RecordsRule.Decode::read)
                        .orElse(RecordsRule.Decode.JSON));
        rule.check(section);
        return rule;
    }

    private void check(Section section) {
        long said = Stream.of(location, path, batch).filter(Optional::isPresent).count();
        if (said != 1) {
            section.problem(
                    "location", "say one of location (a URL in the entry), path and batch, where its content is");
        }
    }
}
