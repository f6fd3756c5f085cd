package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Section.Alternative;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the rest of a window is asked for, and when it has been read to its end: when there is no continuation (absent, null,
 * empty or the text "null"), or when one of the stop rules says so.
 *
 * @param next where the continuation comes from and what it is
 * @param carry query parameters of the first request that are added to a link that lost them
 * @param more a flag in the body; anything but true means the end
 * @param endsOnEmptyPage whether a page without records is the last
 * @param repeated what a continuation means that was seen before in this sweep
 */
public record PagingRule(
        Next next, List<String> carry, Optional<FieldPath> more, boolean endsOnEmptyPage, Repeated repeated) {

    /** A continuation's form. */
    public sealed interface Next {

        /** There is only one page. */
        record None() implements Next {}

        /** The whole URL of the next page, absolute or relative. */
        record Url(Place place) implements Next {}

        /** A header {@code Link: <url>; rel="next"} (RFC 8288). */
        record LinkHeader(String relation) implements Next {}

        /** A token that becomes a query parameter of the same request. */
        record Token(Place place, String parameter) implements Next {}

        /** Calls the function of the case at hand. */
        default <T> T fold(
                Function<None, T> none, Function<Url, T> url, Function<LinkHeader, T> link, Function<Token, T> token) {
            if (this instanceof None it) {
                return none.apply(it);
            }
            if (this instanceof Url it) {
                return url.apply(it);
            }
            return this instanceof LinkHeader it ? link.apply(it) : token.apply((Token) this);
        }
    }

    /** The meaning of a continuation that was seen before. */
    public enum Repeated {
        /** Something is wrong: the pages read are kept, the window is not taken for complete and is read again. */
        RESTART,
        /** The API's way of saying that there is no more. */
        END
    }

    public PagingRule {
        carry = List.copyOf(carry);
    }

    static PagingRule read(Section section) {
        Next next = section.choice(
                "kind",
                "How the API hands out the rest.",
                List.of(
                        new Alternative<Next>("none", "All in one answer.", unused -> new Next.None()),
                        new Alternative<Next>(
                                "next-url", "The answer holds the next URL.", it -> new Next.Url(Place.read(it))),
                        new Alternative<Next>(
                                "link-header",
                                "A Link header holds the next URL.",
                                it -> new Next.LinkHeader(
                                        it.optional("relation", Types.TEXT, "next", "The link's relation."))),
                        new Alternative<Next>(
                                "token",
                                "The answer holds a token for a query parameter.",
                                it -> new Next.Token(
                                        Place.read(it),
                                        it.required("parameter", Types.TEXT, "The query parameter.", "cursor")))));
        return new PagingRule(
                next,
                section.optional(
                        "carry",
                        Types.TEXTS,
                        List.of(),
                        "Query parameters of the first request to add to a next URL that lost them."),
                section.maybe(
                        "more",
                        Words.POINTER,
                        "A flag in the body; anything but true means the window has been read to its end.",
                        FieldPath.parse("/has_more")),
                section.optional(
                        "ends_on_empty_page", Types.FLAG, false, "Whether a page without records is the last one."),
                section.optional(
                        "repeated",
                        Types.oneOf(Repeated.class),
                        Repeated.RESTART,
                        "What a continuation means that was seen before in the sweep: restart the window, or its end."));
    }
}
