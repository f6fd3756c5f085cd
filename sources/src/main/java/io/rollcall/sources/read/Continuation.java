package io.rollcall.sources.read;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.PagingRule;
import io.rollcall.sources.definition.Place;
import io.rollcall.sources.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Finds out of a page where the next one is. Holds no state. */
final class Continuation {

    private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:[^,\"<]|\"[^\"]*\")*)");
    private static final Pattern RELATION =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]+))", Pattern.CASE_INSENSITIVE);

    private final PagingRule rule;
    private final Addresses addresses;
    private final Optional<Integer> nextIndex;
    private final Optional<Integer> moreIndex;
    private final List<FieldPath> bodyPlaces = new ArrayList<>();

    Continuation(PagingRule rule, Addresses addresses) {
        this.rule = rule;
        this.addresses = addresses;
        this.nextIndex = place(rule).flatMap(Place::pointer).map(this::look);
        this.moreIndex = rule.more().map(this::look);
    }

    private int look(FieldPath path) {
        bodyPlaces.add(path);
        return bodyPlaces.size() - 1;
    }

    private static Optional<Place> place(PagingRule rule) {
        return rule.next()
                .fold(
                        none -> Optional.empty(),
                        url -> Optional.of(url.place()),
                        link -> Optional.empty(),
                        token -> Optional.of(token.place()));
    }

    /** Where in the body to look, to be picked up in the same pass as the records. */
    List<FieldPath> bodyPlaces() {
        return List.copyOf(bodyPlaces);
    }

    /**
     * The next request's address; empty at the end.
     *
     * @param around what stands around the records of this page
     * @param first the address of the first page
     * @throws SourceFault if it leads to another origin, or cannot be a continuation
     */
    Optional<HttpUrl> next(Reply page, AroundRecords around, boolean hasRecords, HttpUrl first) throws SourceFault {
        boolean isEnd = moreIndex
                        .map(index -> !around.scalar(index).orElse("").equals("true"))
                        .orElse(false)
                || (rule.endsOnEmptyPage() && !hasRecords);
        Optional<String> written = written(page.answer(), around).filter(Continuation::isSomething);
        if (isEnd || written.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> parameter = rule.next()
                .fold(
                        none -> Optional.empty(),
                        url -> Optional.empty(),
                        link -> Optional.empty(),
                        token -> Optional.of(token.parameter()));
        if (parameter.isPresent()) {
            return Optional.of(first.newBuilder()
                    .setQueryParameter(parameter.get(), written.get())
                    .build());
        }
        HttpUrl next = addresses.follow(written.get(), page.url());
        requireComplete(next);
        return Optional.of(Addresses.carrying(next, rule.carry(), first));
    }

    private Optional<String> written(Answer answer, AroundRecords around) {
        Optional<String> header = place(rule).flatMap(Place::header).flatMap(answer::header);
        return rule.next()
                .fold(
                        none -> Optional.empty(),
                        url -> nextIndex.map(around::scalar).orElse(header),
                        link -> link(answer, link.relation()),
                        token -> nextIndex.map(around::scalar).orElse(header));
    }

    private static boolean isSomething(String text) {
        return !text.isBlank() && !text.equals("null");
    }

    private static Optional<String> link(Answer answer, String relation) {
        for (String header : answer.headers("Link")) {
            Matcher links = LINK.matcher(header);
            while (links.find()) {
                Matcher relations = RELATION.matcher(links.group(2));
                if (relations.find()
                        && Optional.ofNullable(relations.group(1))
                                .orElse(relations.group(2))
                                .equalsIgnoreCase(relation)) {
                    return Optional.of(links.group(1));
                }
            }
        }
        return Optional.empty();
    }

    /** A link with an empty token is refused by the API at best, and leads to the first page at worst. */
    private static void requireComplete(HttpUrl next) throws SourceFault {
        for (int i = 0; i < next.querySize(); i++) {
            String value = next.queryParameterValue(i);
            if (next.queryParameterName(i).toLowerCase(java.util.Locale.ROOT).endsWith("token")
                    && (value == null || value.isEmpty())) {
                throw new SourceFault(
                        FaultCode.STALE_CONTINUATION,
                        Recovery.RESTART_SWEEP,
                        "the next link of " + next.host() + " has an empty " + next.queryParameterName(i)
                                + "; it is not followed, the window is read again");
            }
        }
    }
}
