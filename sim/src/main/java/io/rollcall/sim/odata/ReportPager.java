package io.rollcall.sim.odata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.Listing;
import io.rollcall.sim.event.Selection;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.http.Trace;
import io.rollcall.sim.random.Draws;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;

/**
 * Maker of report pages. Without an order the report is live, newest first: events that arrive while a client turns the
 * pages shift the rest. With an order every page shows the moment of the first. Thread-safe.
 */
public final class ReportPager {
    private static final long PURPOSE = 0x9A6E;

    private final long seed;
    private final ReportOptions options;
    private final RecordTexts texts = new RecordTexts();
    private final PageTokens<PageState> tokens;
    private final BiFunction<Draws, Integer, String> tokenText;
    private final InstantSource apiTime;

    /** @param tokenText text of a new token, from draws and the offset it leads to */
    public ReportPager(
            long seed, ReportOptions options, BiFunction<Draws, Integer, String> tokenText, InstantSource apiTime) {
        this.seed = seed;
        this.options = options;
        this.tokens = new PageTokens<>(options.skiptokenLifetime());
        this.tokenText = tokenText;
        this.apiTime = apiTime;
    }

    /** Where a skiptoken leads. @throws QueryRefused if it is empty, unknown or has run out */
    public PageState resume(String skiptoken, Request request) {
        if (skiptoken.isEmpty()) {
            throw new QueryRefused("Invalid Skip Token, skip token is null");
        }
        if (request.suffers(FaultKind.SKIPTOKEN_EXPIRED)) {
            throw expired();
        }
        return tokens.get(skiptoken, request.arrivedAt()).orElseThrow(ReportPager::expired);
    }

    /** Refuses a query whose lower bound is too old (docs/vendors, ms-graph, filters: 90 days). */
    public void checkAge(ReportQuery query) {
        Instant oldest = apiTime.instant().minus(options.oldestBound());
        if (query.bounds().hasFrom() && query.bounds().from().isBefore(oldest)) {
            throw QueryRefused.invalidFilter();
        }
    }

    /** Whether the query is too wide for the service to answer in time. */
    public boolean timesOut(PageState state) {
        return options.tooWide(state.query().bounds());
    }

    /** One page as response, with {@code @odata.context}, {@code value} and, unless it is the last, a next link. */
    public Response page(PageState state, Request request, Trace trace) {
        Draws draws = Draws.of(seed, PURPOSE, request.ordinal());
        boolean empty = draws.chance(options.emptyPageProbability());
        boolean cut = draws.chance(options.shortPageProbability());
        int top = state.query().top();
        int limit = cut ? 1 + draws.below(top) : top;
        Listing listing = list(state, request, limit);
        boolean blank = empty && listing.more();
        PageState next = blank ? state : state.after(listing.versions().size());

        ObjectNode body = Json.object()
                .put("@odata.context", request.origin() + state.report().context());
        ArrayNode value = body.putArray("value");
        if (!blank) {
            listing.versions()
                    .forEach(version ->
                            value.addRawValue(texts.text(state.report().shape(), version)));
        }
        if (listing.more() || NextLinks.forced(request)) {
            String token = tokenText.apply(draws, next.offset());
            tokens.put(token, next, request.arrivedAt());
            body.put("@odata.nextLink", NextLinks.link(state, request, token));
        }
        return Response.json(200, body)
                .withTrace(trace.withRecords(value.size())
                        .withWindow(state.query().bounds().width()));
    }

    private Listing list(PageState state, Request request, int limit) {
        ReportQuery query =
                request.suffers(FaultKind.FILTER_IGNORED) ? state.query().unfiltered() : state.query();
        Instant oldest = apiTime.instant().minus(options.retention());
        Instant from =
                query.bounds().from().isBefore(oldest) ? oldest : query.bounds().from();
        String timeProperty = state.report().rules().timeProperty();
        return state.store()
                .list(new Selection(
                        state.streams(),
                        from,
                        query.bounds().until(),
                        query.ordered() ? state.firstAsked() : request.arrivedAt(),
                        query.ascending(),
                        version -> !flickers(version, request)
                                && query.holds(timeProperty, state.report().view(version)),
                        state.offset(),
                        limit));
    }

    private boolean flickers(EventVersion version, Request request) {
        double probability = options.flickerProbability();
        return probability > 0
                && Draws.of(
                                seed,
                                request.ordinal(),
                                version.index(),
                                version.stream().streamName().hashCode())
                        .chance(probability);
    }

    private static QueryRefused expired() {
        return new QueryRefused("Token not found: token is either invalid or expired");
    }
}
