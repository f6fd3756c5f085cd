package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a body must say for an answer of status 2xx to be a success.
 *
 * @param present a value that must be there …
 * @param matches … and what must be found in it
 * @param absent a value that must not be there, nor be an empty list, text or object, nor null or false
 * @param otherwise what it means if it is none, and no error rule knows better
 */
public record SuccessRule(
        Optional<FieldPath> present, Optional<Pattern> matches, Optional<FieldPath> absent, Reaction otherwise) {

    static SuccessRule read(Section section) {
        SuccessRule rule = new SuccessRule(
                section.maybe("pointer", Words.POINTER, "A value that must be there …", FieldPath.parse("/stat")),
                section.maybe("matches", Words.REGEX, "… and in which this must be found.", Pattern.compile("^OK$")),
                section.maybe(
                        "absent",
                        Words.POINTER,
                        "A value that must not be there, or be empty, null or false.",
                        FieldPath.parse("/errors")),
                section.optional(
                        "otherwise",
                        Types.oneOf(Reaction.class),
                        Reaction.RETRY,
                        "What an answer means that is no success, if no error rule matches it."));
        if (rule.present.isEmpty() && rule.absent.isEmpty()) {
            section.problem("pointer", "say a pointer that must be there, or one under absent that must not");
        }
        if (rule.otherwise == Reaction.SUCCESS || rule.otherwise == Reaction.EMPTY) {
            section.problem("otherwise", "cannot be a success");
        }
        return rule;
    }
}
