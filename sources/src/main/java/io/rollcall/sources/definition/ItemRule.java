package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For an API whose pages list things to be fetched one by one: what an entry of the listing says, and where the records are
 * in what is fetched.
 *
 * @param id the entry's identity, in one or several parts
 * @param location the URL of its content, if the entry says it
 * @param path of its content otherwise, in which {@code {item.id}} is the entry's identity
 * @param created its place on the listing's time axis
 * @param expires when the API forgets it
 * @param carry query parameters of the listing request that are added to the location
 * @param records where the records are in the content
 * @param decode how the content is turned into JSON
 */
public record ItemRule(
        List<FieldPath> id,
        Optional<FieldPath> location,
        Optional<Template> path,
        TimeRule created,
        Optional<TimeRule> expires,
        List<String> carry,
        RecordsRule records,
        RecordsRule.Decode decode) {

    public ItemRule {
        id = List.copyOf(id);
        carry = List.copyOf(carry);
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
                section.section("created", "The entry's place on the listing's time axis.", TimeRule::read),
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
        if (rule.location.isPresent() == rule.path.isPresent()) {
            section.problem("location", "say either location (a URL in the entry) or path, where its content is");
        }
        return rule;
    }
}
