package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One answer the API may give, and what it means. The first rule that matches counts. A rule that names no status looks at
 * answers outside 2xx only, and at those the success rule rejects.
 *
 * @param statuses any of these; none means any that is no success
 * @param place the value looked at; none means the whole body
 * @param matches found anywhere in what is looked at; none means it is enough that it is there
 * @param reaction what it means
 * @param advice what a person can do about it; empty if there is nothing special to say
 * @param mistakes takes what is wrong with the rule among others, and knows where it is written
 */
public record ErrorRule(
        List<StatusRange> statuses,
        Place place,
        Optional<Pattern> matches,
        Reaction reaction,
        String advice,
        Consumer<String> mistakes) {

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
                        "The statuses it is about, such as 429 or 5xx; left out, all that are no success."),
                place,
                section.maybe(
                        "matches",
                        Words.REGEX,
                        "Found anywhere in the value at pointer or header, or in the whole body.",
                        Pattern.compile("AF429")),
                section.required("then", Types.oneOf(Reaction.class), "What such an answer means.", Reaction.RETRY),
                section.optional("advice", Types.TEXT, "", "What a person can do about it."),
                message -> section.problem("then", message));
    }

    /** Whether it matches every answer that another rule matches. */
    boolean covers(ErrorRule other) {
        boolean hasStatus = statuses.isEmpty()
                ? other.statuses.isEmpty() || other.statuses.stream().noneMatch(range -> range.contains(200))
                : !other.statuses.isEmpty()
                        && other.statuses.stream()
                                .allMatch(range -> statuses.stream()
                                        .anyMatch(mine -> mine.contains(range.first()) && mine.contains(range.last())));
        boolean looksAtAnything = place.pointer().isEmpty() && place.header().isEmpty();
        boolean isSame =
                place.equals(other.place) && matches.map(Pattern::pattern).equals(other.matches.map(Pattern::pattern));
        boolean catchesAll = matches.isEmpty() && (looksAtAnything || place.equals(other.place));
        return hasStatus && (catchesAll || isSame);
    }

    void report(String mistake) {
        mistakes.accept(mistake);
    }
}
