package io.rollcall.sim.msgraph;

import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.http.FaultResponses;
import io.rollcall.sim.http.HttpHandler;
import io.rollcall.sim.http.QueryOptions;
import io.rollcall.sim.http.RateLimit;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.http.Trace;
import io.rollcall.sim.oauth.AccessToken;
import io.rollcall.sim.oauth.AccessTokens;
import io.rollcall.sim.oauth.ApiAudience;
import io.rollcall.sim.odata.PageState;
import io.rollcall.sim.odata.QueryRefused;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.odata.ReportPager;
import io.rollcall.sim.odata.ReportQuery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /v1.0/auditLogs/…} and {@code /beta/auditLogs/…} of Microsoft Graph (docs/vendors, ms-graph). */
public final class GraphApi implements HttpHandler {
    private static final String ROLE = "AuditLog.Read.All";
    private static final String SECOND_ROLE = "Directory.Read.All";
    private static final Duration RATE_PERIOD = Duration.ofSeconds(10);

    private final Map<String, GraphEndpoint> endpoints;
    private final Function<String, Optional<EventStore>> stores;
    private final AccessTokens tokens;
    private final ReportOptions options;
    private final ReportPager pager;
    private final GraphErrors errors;
    private final FaultResponses faultResponses;
    private final RateLimit perTenant = new RateLimit(5, RATE_PERIOD);
    private final RateLimit perClient = new RateLimit(122, RATE_PERIOD);

    /** @param stores events by tenant GUID */
    public GraphApi(
            long seed,
            ReportOptions options,
            Function<String, Optional<EventStore>> stores,
            AccessTokens tokens,
            InstantSource apiTime) {
        this.endpoints = GraphEndpoint.all(seed);
        this.stores = stores;
        this.tokens = tokens;
        this.options = options;
        this.pager =
                new ReportPager(seed, options, (draws, offset) -> draws.hex(32) + "_" + Math.max(1, offset), apiTime);
        this.errors = new GraphErrors(apiTime);
        this.faultResponses = new FaultResponses(errors, apiTime);
    }

    @Override
    public Response handle(Request request) {
        return tokens.check(request, ApiAudience.MICROSOFT_GRAPH)
                .fold(
                        accepted -> authenticated(request, accepted.token()),
                        refused -> errors.unauthorized(request, refused.reason().message()));
    }

    private Response authenticated(Request request, AccessToken token) {
        Trace trace = Trace.NONE.withClient(token.clientId());
        GraphEndpoint endpoint = endpoints.get(request.path().toLowerCase(Locale.ROOT));
        if (endpoint == null) {
            return errors.notFound(request).withTrace(trace);
        }
        Trace named = trace.withStream(endpoint.name());
        Optional<Duration> wait = exceeded(request, token);
        if (wait.isPresent()) {
            return faultResponses
                    .retryAfter(errors.throttled(request), options.retryAfterStyle(), wait.get())
                    .withTrace(named.withRateViolation());
        }
        return faultResponses
                .refusal(request)
                .or(() -> missingRole(request, token, endpoint))
                .map(refusal -> refusal.withTrace(named))
                .orElseGet(() -> report(request, token, endpoint, named));
    }

    private Optional<Duration> exceeded(Request request, AccessToken token) {
        if (!options.rateLimited()) {
            return Optional.empty();
        }
        String client = token.clientId();
        Optional<Duration> wait = perTenant.exceeded(client + " " + token.tenantId(), request.arrivedAt());
        return perClient.exceeded(client, request.arrivedAt()).or(() -> wait);
    }

    private Optional<Response> missingRole(Request request, AccessToken token, GraphEndpoint endpoint) {
        if (!token.roles().contains(ROLE)) {
            return Optional.of(errors.missingRole(request, ROLE));
        }
        return endpoint.needsDirectoryRole() && !token.roles().contains(SECOND_ROLE)
                ? Optional.of(errors.missingRole(request, SECOND_ROLE))
                : Optional.empty();
    }

    private Response report(Request request, AccessToken token, GraphEndpoint endpoint, Trace trace) {
        EventStore store = stores.apply(token.tenantId()).orElseThrow();
        try {
            PageState state = state(request, endpoint, store);
            if (pager.timesOut(state)) {
                return errors.gatewayTimeout(request).withTrace(trace);
            }
            String streams = state.streams().stream()
                    .map(StreamKind::streamName)
                    .sorted()
                    .collect(Collectors.joining("+"));
            return pager.page(state, request, trace.withStream(streams));
        } catch (QueryRefused e) {
            return errors.refused(request, e.getMessage() == null ? "" : e.getMessage())
                    .withTrace(trace);
        }
    }

    private PageState state(Request request, GraphEndpoint endpoint, EventStore store) {
        QueryOptions query = request.query();
        Optional<String> skiptoken = query.first("$skiptoken");
        if (skiptoken.isPresent()) {
            return pager.resume(skiptoken.get(), request);
        }
        if (query.first("$skip").isPresent()) {
            throw new QueryRefused("Query option 'Skip' is not allowed. To allow it, set the 'AllowedQueryOptions'"
                    + " property on EnableQueryAttribute or QueryValidationSettings.");
        }
        ReportQuery asked = ReportQuery.parse(query, endpoint.report().rules(), options.mostRecords());
        pager.checkAge(asked);
        Set<StreamKind> streams = endpoint.streams(asked);
        return PageState.first(endpoint.report(), store, streams, asked, request.arrivedAt());
    }
}
