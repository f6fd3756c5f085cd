package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import java.util.List;

/**
 * What makes two records the same event.
 *
 * @param pointers the vendor's id, in one or several parts; none means the whole record. A record that lacks a part is
 *     identified by its content
 * @param ignored places that may change without making it another event or a revision
 */
public record IdentityRule(List<FieldPath> pointers, List<FieldPath> ignored) {

    public IdentityRule {
        pointers = List.copyOf(pointers);
        ignored = List.copyOf(ignored);
    }

    static IdentityRule read(Section section) {
        return new IdentityRule(
                section.optional(
                        "pointers",
                        Words.POINTERS,
                        List.of(),
                        "The vendor's id, in one or several parts; left out, the whole record is the identity."),
                section.optional(
                        "ignore",
                        Words.POINTERS,
                        List.of(),
                        "Volatile places, left out of the content that tells records and revisions apart."));
    }
}
