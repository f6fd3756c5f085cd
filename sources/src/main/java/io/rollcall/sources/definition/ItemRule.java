package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;

/**
 * For an API whose pages list things to be fetched one by one: what an entry of the listing says, and where the records are
 * in what is fetched.
 *
 * @param id the entry's identity, in one or several parts
 * @param location the URL of its content
 * @param created its place on the listing's time axis
 * @param expires when the API forgets it
 * @param carry query parameters of the listing request that are added to the location
 * @param records the array of records in the content
 */
public record ItemRule(
        List<FieldPath> id,
        FieldPath location,
        TimeRule created,
        Optional<TimeRule> expires,
        List<String> carry,
        FieldPath records) {

    public ItemRule {
        id = List.copyOf(id);
        carry = List.copyOf(carry);
    }

    static ItemRule read(Section section) {
        return new ItemRule(
                section.required("id", Words.POINTERS, "The entry's identity.", List.of(FieldPath.parse("/contentId"))),
                section.required("location", Words.POINTER, "The URL of its content.", FieldPath.parse("/contentUri")),
                section.section("created", "The entry's place on the listing's time axis.", TimeRule::read),
                section.maybeSection("expires", "When the API forgets the content.", TimeRule::read),
                section.optional(
                        "carry",
                        Types.TEXTS,
                        List.of(),
                        "Query parameters of the listing request to add to the location where it lacks them."),
                section.optional(
                        "records",
                        Words.POINTER,
                        FieldPath.parse(""),
                        "The array of records in the content; empty for a content that is the array itself."));
    }
}
