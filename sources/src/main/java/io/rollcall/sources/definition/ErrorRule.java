package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One answer the API may give, and what it means. The first rule that matches counts. A rule that names no status looks at
 * answers outside 2xx only.
 *
 * @param statuses any of these; none means any outside 2xx
 * @param place the value looked at; none means the whole body
 * @param matches found anywhere in what is looked at; none means it is enough that it is there
 * @param reaction what it means
 * @param advice what a person can do about it; empty if there is nothing special to say
 */
public record ErrorRule(
        List<StatusRange> statuses, Place place, Optional<Pattern> matches, Reaction reaction, String advice) {

    public ErrorRule {
        statuses = List.copyOf(statuses);
    }

    static ErrorRule read(Section section) {
        Place place = new Place(
                section.maybe(
                        "pointer", Words.POINTER, "The value in the body to look at.", FieldPath.parse("/error/code")),
                section.maybe("header", Types.TEXT, "The header to look at.", "Retry-After"));
        if (place.pointer().isPresent() && place.header().isPresent()) {
            section.problem("header", "cannot be together with pointer: a rule looks at one value");
        }
        return new ErrorRule(
                section.optional(
                        "status",
                        Words.STATUSES,
                        List.of(),
                        "The statuses it is about, such as 429 or 5xx; left out, all outside 2xx."),
                place,
                section.maybe(
                        "matches",
                        Words.REGEX,
                        "Found anywhere in the value at pointer or header, or in the whole body.",
                        Pattern.compile("AF429")),
                section.required("then", Types.oneOf(Reaction.class), "What such an answer means.", Reaction.RETRY),
                section.optional("advice", Types.TEXT, "", "What a person can do about it."));
    }
}
