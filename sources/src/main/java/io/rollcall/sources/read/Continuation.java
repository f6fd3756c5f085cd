package io.rollcall.sources.read;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.PagingRule;
import io.rollcall.sources.definition.PagingRule.Next;
import io.rollcall.sources.definition.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Finds out of a page where the next one is. Holds no state. */
final class Continuation {

    private final PagingRule rule;
    private final Addresses addresses;
    private final Decoder decoder;
    private final Optional<Integer> nextIndex;
    private final StopCheck stops;
    private final List<FieldPath> bodyPlaces = new ArrayList<>();

    /**
     * @param pageSize records per full page, if that tells the end
     * @param cutOffAt records at which the API cuts a page off
     */
    Continuation(
            PagingRule rule, Addresses addresses, Decoder decoder, Optional<Long> pageSize, Optional<Long> cutOffAt) {
        this.rule = rule;
        this.addresses = addresses;
        this.decoder = decoder;
        this.nextIndex = place(rule).flatMap(Place::pointer).map(this::look);
        this.stops = new StopCheck(rule.stops(), pageSize, cutOffAt, this::look);
    }

    private int look(FieldPath path) {
        bodyPlaces.add(decoder.around(path));
        return bodyPlaces.size() - 1;
    }

    private static Optional<Place> place(PagingRule rule) {
        return rule.next()
                .fold(
                        none -> Optional.empty(),
                        url -> Optional.of(url.place()),
                        link -> Optional.empty(),
                        token -> Optional.of(token.place()),
                        counted -> Optional.empty());
    }

    /** The place in the last record where the continuation is, if it is there. */
    static Optional<FieldPath> recordPlace(PagingRule rule) {
        return place(rule).flatMap(Place::record);
    }

    /** Where in the body to look, to be picked up in the same pass as the records. */
    List<FieldPath> bodyPlaces() {
        return List.copyOf(bodyPlaces);
    }

    /** Whether a page's head tells where the next one is. */
    boolean isKnownEarly() {
        boolean isCounted = rule.next().fold(n -> true, u -> false, l -> false, t -> false, c -> true);
        return !isCounted && recordPlace(rule).isEmpty() && !stops.countsRecords();
    }

    /** Whether a page is the last one whatever continuation it has. */
    boolean isLast(AroundRecords around, PageCount count) {
        return stops.isEnd(around, count);
    }

    /** How many records there are in all, if the page says so. */
    Optional<Long> total(AroundRecords around) {
        return stops.total(around);
    }

    /** Whether a page without a continuation may lack records that were cut off. */
    boolean isCutOff(PageCount count) {
        return stops.isCutOff(count);
    }

    /** How many records there are in all, if the page says so and pages are counted: then fewer than before is a bad sign. */
    Optional<Long> counted(AroundRecords around) {
        boolean isCounted = rule.next() instanceof Next.Offset || rule.next() instanceof Next.Counted;
        return isCounted ? stops.total(around) : Optional.empty();
    }

    /**
     * What comes next; empty if there is no continuation.
     *
     * @param around what stands around the records of this page
     * @param lastRecord the value in the last record, if the rule wants one
     * @param first the address of the first page
     * @throws SourceFault if it leads to another origin, or cannot be a continuation
     */
    Optional<Onward> next(Reply page, AroundRecords around, PageCount count, Optional<String> lastRecord, HttpUrl first)
            throws SourceFault {
        Next next = rule.next();
        if (next instanceof Next.Offset offset) {
            return Optional.of(new Onward.Named(
                    "page.offset", Names.Value.number(String.valueOf(offset.first() + count.recordsSoFar()))));
        }
        if (next instanceof Next.Counted number) {
            return Optional.of(new Onward.Named(
                    "page.number", Names.Value.number(String.valueOf(number.first() + count.pages()))));
        }
        Optional<Names.Value> written = written(page, around, lastRecord)
                .filter(value -> !value.text().isBlank() && !value.text().equals("null"));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (next instanceof Next.Token token) {
            return Optional.of(new Onward.Named("page.token", extracted(token, written.get())));
        }
        HttpUrl link = addresses.follow(written.get().text(), page.url());
        requireComplete(link);
        return Optional.of(new Onward.Link(Addresses.carrying(link, rule.carry(), first)));
    }

    private Optional<Names.Value> written(Reply page, AroundRecords around, Optional<String> lastRecord) {
        Optional<Names.Value> header = place(rule)
                .flatMap(Place::header)
                .flatMap(page.answer()::header)
                .map(Values::parsed);
        return rule.next()
                .fold(
                        none -> Optional.empty(),
                        url -> nextIndex.map(around::value).orElse(header),
                        link -> LinkHeader.find(page.answer(), link.relation()).map(Names.Value::of),
                        token -> token.place().record().isPresent()
                                ? lastRecord.map(Values::parsed)
                                : nextIndex.map(around::value).orElse(header),
                        counted -> Optional.empty());
    }

    /** The token in a value; the value itself if it has to be cut out but is not there. */
    private static Names.Value extracted(Next.Token token, Names.Value value) throws SourceFault {
        if (token.extract().isEmpty()) {
            return value;
        }
        java.util.regex.Matcher matcher = token.extract().get().matcher(value.text());
        if (!matcher.find() || matcher.groupCount() < 1 || matcher.group(1) == null) {
            throw new SourceFault(
                    FaultCode.MALFORMED,
                    Recovery.RESTART_SWEEP,
                    "the continuation does not look as 'paging.extract' says: its regular expression, which needs a group in"
                            + " parentheses, finds nothing");
        }
        return Names.Value.of(matcher.group(1));
    }

    /** A link with an empty token is refused by the API at best, and leads to the first page at worst. */
    private static void requireComplete(HttpUrl next) throws SourceFault {
        for (int i = 0; i < next.querySize(); i++) {
            String value = next.queryParameterValue(i);
            if (next.queryParameterName(i).toLowerCase(Locale.ROOT).endsWith("token")
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
