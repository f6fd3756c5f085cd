package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Section.Alternative;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the rest of a window is asked for, and when it has been read to its end: when there is no continuation (absent, null,
 * empty or the text "null"), or when one of the stop rules says so.
 *
 * @param next where the continuation comes from and what it is
 * @param place where it goes in the request
 * @param following what else is different in the requests of the following pages
 * @param carry query parameters of the first request that are added to a link that lost them
 * @param stops when there is no more though there is a continuation
 * @param repeated what a continuation means that was seen before in this sweep
 * @param scope how long a continuation is good for
 */
public record PagingRule(
        Next next,
        Target place,
        RequestChange following,
        List<String> carry,
        StopRules stops,
        Repeated repeated,
        Scope scope) {

    /** A continuation's form. */
    public sealed interface Next {

        /** There is only one page. */
        record None() implements Next {}

        /** The whole URL of the next page, absolute or relative. */
        record Url(Place place) implements Next {}

        /** A header {@code Link: <url>; rel="next"} (RFC 8288). */
        record LinkHeader(String relation) implements Next {}

        /**
         * A token, {@code {page.token}} in the next request.
         *
         * @param extract the part of the value that is the token, its first group
         */
        record Token(Place place, Optional<Pattern> extract) implements Next {}

        /** The number of records read so far, {@code {page.offset}}. */
        record Offset(int first) implements Next {}

        /** The number of the page, {@code {page.number}}. */
        record Counted(int first) implements Next {}

        /** Calls the function of the case at hand; the last one is of those that count. */
        default <T> T fold(
                Function<None, T> none,
                Function<Url, T> url,
                Function<LinkHeader, T> link,
                Function<Token, T> token,
                Function<Next, T> counted) {
            if (this instanceof None it) {
                return none.apply(it);
            }
            if (this instanceof Url it) {
                return url.apply(it);
            }
            if (this instanceof LinkHeader it) {
                return link.apply(it);
            }
            return this instanceof Token it ? token.apply(it) : counted.apply(this);
        }
    }

    /**
     * Where a token or number goes: into a query parameter or a JSON body; if neither, the request's templates name it.
     *
     * @param parameter of the query
     * @param member of the body
     */
    public record Target(Optional<String> parameter, Optional<FieldPath> member) {

        static final Target NONE = new Target(Optional.empty(), Optional.empty());

        static Target read(Section section) {
            return new Target(
                    section.maybe("parameter", Types.TEXT, "The query parameter it goes into.", "cursor"),
                    section.maybe(
                            "member",
                            Words.POINTER,
                            "The place in the JSON body it goes into; with neither parameter nor member, the request or"
                                    + " following names it.",
                            FieldPath.parse("/cursor")));
        }
    }

    /** The meaning of a continuation that was seen before. */
    public enum Repeated {
        /** Something is wrong: the pages read are kept, the window is not taken for complete and is read again. */
        RESTART,
        /** The API's way of saying that there is no more. */
        END
    }

    /** How long a continuation is good for. */
    public enum Scope {
        /** Within one query: it is thrown away when the window ends. */
        QUERY,
        /** For ever: it is a place in an endless stream, kept in the ledger, and what is new comes behind it. */
        STREAM
    }

    public PagingRule {
        carry = List.copyOf(carry);
    }

    static final PagingRule ONE_PAGE = new PagingRule(
            new Next.None(), Target.NONE, RequestChange.NONE, List.of(), StopRules.NONE, Repeated.RESTART, Scope.QUERY);

    /** A continuation and where it goes. */
    private record Asked(Next next, Target target) {}

    static PagingRule read(Section section, TemplateScope scope) {
        Asked asked = section.choice("kind", "How the API hands out the rest.", kinds());
        boolean counts = asked.next instanceof Next.Offset || asked.next instanceof Next.Counted;
        return new PagingRule(
                asked.next,
                asked.target,
                section.maybeSection(
                                "following",
                                "What else is different in the requests of the following pages.",
                                it -> RequestChange.read(it, scope))
                        .orElse(RequestChange.NONE),
                section.optional(
                        "carry",
                        Types.TEXTS,
                        List.of(),
                        "Query parameters of the first request to add to a next URL that lost them."),
                StopRules.read(section, scope, counts),
                section.optional(
                        "repeated",
                        Types.oneOf(Repeated.class),
                        Repeated.RESTART,
                        "What a continuation means that was seen before in the sweep: restart the window, or its end."),
                section.optional(
                        "scope",
                        Types.oneOf(Scope.class),
                        Scope.QUERY,
                        "query: a continuation is good within one query only. stream: it is a place in an endless stream, kept"
                                + " between polls; needs an error rule with 'then: reset-position'."));
    }

    private static List<Alternative<Asked>> kinds() {
        return List.of(
                new Alternative<Asked>("none", "All in one answer.", unused -> new Asked(new Next.None(), Target.NONE)),
                new Alternative<Asked>(
                        "next-url",
                        "The answer holds the next URL.",
                        it -> new Asked(new Next.Url(Place.read(it)), Target.NONE)),
                new Alternative<Asked>(
                        "link-header",
                        "A Link header holds the next URL.",
                        it -> new Asked(
                                new Next.LinkHeader(
                                        it.optional("relation", Types.TEXT, "next", "The link's relation.")),
                                Target.NONE)),
                new Alternative<Asked>(
                        "token",
                        "The answer holds a token for the next request, where {page.token} stands for it.",
                        it -> new Asked(
                                new Next.Token(
                                        Place.readWithRecord(it),
                                        it.maybe(
                                                "extract",
                                                Words.REGEX,
                                                "What of the value is the token: the regular expression's first group.",
                                                Pattern.compile("cursor=([^&]+)"))),
                                Target.read(it))),
                new Alternative<Asked>(
                        "offset",
                        "The next request says how many records have been read, {page.offset}.",
                        it -> new Asked(new Next.Offset(first(it, 0)), Target.read(it))),
                new Alternative<Asked>(
                        "page",
                        "The next request says the page's number, {page.number}.",
                        it -> new Asked(new Next.Counted(first(it, 1)), Target.read(it))));
    }

    private static int first(Section section, int usual) {
        return section.optional("first", Types.integer(0, 1_000_000), usual, "The number of the first.");
    }

    /** The names a continuation is known by in templates. */
    private Optional<String> name() {
        return next.fold(
                none -> Optional.empty(),
                url -> Optional.empty(),
                link -> Optional.empty(),
                token -> Optional.of("page.token"),
                counted -> Optional.of(counted instanceof Next.Offset ? "page.offset" : "page.number"));
    }

    /**
     * The first page's request with the continuation in its place, where on the first page there is none yet. A parameter of its name that
     * the request states is what the first page has instead.
     */
    public RequestTemplate first(RequestTemplate request) {
        boolean isStated =
                place.parameter().filter(request.query()::containsKey).isPresent();
        return isStated ? request : placed(request);
    }

    private RequestTemplate placed(RequestTemplate request) {
        RequestTemplate placed = request;
        if (name().isPresent()) {
            Template value = new Template(List.of(new Template.Part(name().get(), true, "")));
            if (place.parameter().isPresent()) {
                placed = placed.withParameter(place.parameter().get(), value);
            }
            if (place.member().isPresent() && placed.body().orElse(null) instanceof BodyTemplate.Json body) {
                placed = placed.withBody(
                        new BodyTemplate.Json(body.json().with(place.member().get(), new JsonTemplate.Text(value))));
            }
        }
        return placed;
    }

    /** The request of the following pages. */
    public RequestTemplate following(RequestTemplate request) {
        return following.applied(placed(request));
    }

    /** Whether nothing puts the continuation into the following requests, so that they would all be the first again. */
    boolean isUnused(RequestTemplate request) {
        return name().map(name -> !following(request).names().contains(name)).orElse(false);
    }
}
