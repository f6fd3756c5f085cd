package io.rollcall.sim.aadgraph;

import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.http.FaultResponses;
import io.rollcall.sim.http.HttpHandler;
import io.rollcall.sim.http.QueryOptions;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.http.Trace;
import io.rollcall.sim.oauth.AccessToken;
import io.rollcall.sim.oauth.AccessTokens;
import io.rollcall.sim.oauth.ApiAudience;
import io.rollcall.sim.oauth.Tenant;
import io.rollcall.sim.oauth.TenantDirectory;
import io.rollcall.sim.oauth.TokenCheck;
import io.rollcall.sim.odata.PageState;
import io.rollcall.sim.odata.QueryRefused;
import io.rollcall.sim.odata.Report;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.odata.ReportPager;
import io.rollcall.sim.odata.ReportQuery;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code /{tenant}/activities/signinEvents} and {@code /audit} of Azure AD Graph (docs/vendors, azure-ad-graph). */
public final class AadGraphApi implements HttpHandler {
    private static final String ROLE = "Directory.Read.All";
    private static final String ONLY_VERSION = "beta";

    private final long seed;
    private final ReportOptions options;
    private final TenantDirectory directory;
    private final Function<String, Optional<EventStore>> stores;
    private final AccessTokens tokens;
    private final ReportPager pager;
    private final AadGraphErrors errors;
    private final FaultResponses faultResponses;

    /** @param stores events by tenant GUID */
    public AadGraphApi(
            long seed,
            ReportOptions options,
            TenantDirectory directory,
            Function<String, Optional<EventStore>> stores,
            AccessTokens tokens,
            InstantSource apiTime) {
        this.seed = seed;
        this.options = options;
        this.directory = directory;
        this.stores = stores;
        this.tokens = tokens;
        this.pager = new ReportPager(seed, options, (draws, offset) -> Integer.toString((int) draws.next()), apiTime);
        this.errors = new AadGraphErrors(apiTime);
        this.faultResponses = new FaultResponses(errors, apiTime);
    }

    @Override
    public Response handle(Request request) {
        return tokens.check(request, ApiAudience.AZURE_AD_GRAPH)
                .fold(
                        accepted -> authenticated(request, accepted.token()),
                        refused -> refused.reason() == TokenCheck.Reason.EXPIRED
                                ? errors.expired(request)
                                : errors.unauthorized(request, refused.reason().message()));
    }

    private Response authenticated(Request request, AccessToken token) {
        List<String> segments = request.segments();
        Optional<StreamKind> stream = segments.size() == 3 ? stream(segments.get(2)) : Optional.empty();
        Trace trace = Trace.NONE.withClient(token.clientId());
        if (stream.isEmpty()) {
            return errors.notFound(request).withTrace(trace);
        }
        Trace named = trace.withStream(stream.get().streamName());
        return faultResponses
                .refusal(request)
                .or(() -> denied(request, token, segments.get(0)))
                .or(() -> wrongVersion(request))
                .map(refusal -> refusal.withTrace(named))
                .orElseGet(() -> report(request, token, stream.get(), named));
    }

    private Optional<Response> denied(Request request, AccessToken token, String tenantName) {
        boolean ownTenant = directory
                .tenant(tenantName)
                .map(Tenant::id)
                .filter(token.tenantId()::equals)
                .isPresent();
        return ownTenant && token.roles().contains(ROLE) ? Optional.empty() : Optional.of(errors.denied(request));
    }

    private Optional<Response> wrongVersion(Request request) {
        Optional<String> version = request.query().first("api-version");
        if (version.isEmpty()) {
            return Optional.of(errors.missingApiVersion(request));
        }
        return version.get().equals(ONLY_VERSION) ? Optional.empty() : Optional.of(errors.unknownApiVersion(request));
    }

    private Response report(Request request, AccessToken token, StreamKind stream, Trace trace) {
        try {
            return pager.page(state(request, token, stream), request, trace);
        } catch (QueryRefused e) {
            return errors.refused(e.getMessage() == null ? "" : e.getMessage()).withTrace(trace);
        }
    }

    private PageState state(Request request, AccessToken token, StreamKind stream) {
        QueryOptions query = request.query();
        Optional<String> skiptoken = query.first("$skiptoken");
        if (skiptoken.isPresent()) {
            return pager.resume(skiptoken.get(), request);
        }
        if (stream == StreamKind.AZURE_AD_GRAPH_SIGNINS
                && query.first("$orderby").isPresent()) {
            throw new QueryRefused("Query option 'OrderBy' is not allowed. To allow it, set the 'AllowedQueryOptions'"
                    + " property on QueryValidationSettings.");
        }
        String tenantName = request.segments().get(0);
        Report report = stream == StreamKind.AZURE_AD_GRAPH_SIGNINS
                ? AadGraphReports.signIns(seed, tenantName)
                : AadGraphReports.audit(seed, tenantName);
        ReportQuery asked = ReportQuery.parse(query, report.rules(), options.mostRecords());
        EventStore store = stores.apply(token.tenantId()).orElseThrow();
        return PageState.first(report, store, Set.of(stream), asked, request.arrivedAt());
    }

    private static Optional<StreamKind> stream(String segment) {
        return switch (segment) {
            case "signinEvents" -> Optional.of(StreamKind.AZURE_AD_GRAPH_SIGNINS);
            case "audit" -> Optional.of(StreamKind.AZURE_AD_GRAPH_AUDIT);
            default -> Optional.empty();
        };
    }
}
