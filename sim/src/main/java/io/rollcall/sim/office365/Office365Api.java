package io.rollcall.sim.office365;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.http.FaultResponses;
import io.rollcall.sim.http.HttpHandler;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.RateLimit;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.http.Trace;
import io.rollcall.sim.oauth.AccessToken;
import io.rollcall.sim.oauth.AccessTokens;
import io.rollcall.sim.oauth.ApiAudience;
import io.rollcall.sim.office365.ContentListing.Position;
import io.rollcall.sim.office365.Subscription.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /api/v1.0/{tenant}/activity/feed/…} (docs/vendors, o365-management-activity). */
public final class Office365Api implements HttpHandler {
    private static final String ROLE = "ActivityFeed.Read";
    private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final Office365Options options;
    private final Map<String, Office365Tenant> tenants;
    private final AccessTokens tokens;
    private final InstantSource apiTime;
    private final Subscriptions subscriptions;
    private final ContentListing listing;
    private final Office365Errors errors = new Office365Errors();
    private final FaultResponses faultResponses;
    private final RateLimit rateLimit = new RateLimit(2000, Duration.ofMinutes(1));

    public Office365Api(
            Office365Publication publication,
            Collection<EventStore> stores,
            AccessTokens tokens,
            InstantSource apiTime) {
        this.options = publication.options();
        this.tenants = stores.stream().collect(Collectors.toUnmodifiableMap(EventStore::tenantId, publication::tenant));
        this.tokens = tokens;
        this.apiTime = apiTime;
        this.subscriptions = new Subscriptions(options, publication.simulationStart());
        this.listing = new ContentListing(options, subscriptions);
        this.faultResponses = new FaultResponses(errors, apiTime);
    }

    @Override
    public Response handle(Request request) {
        return tokens.check(request, ApiAudience.OFFICE365_MANAGEMENT)
                .fold(accepted -> authenticated(request, accepted.token()), refused -> errors.unauthorized());
    }

    private Response authenticated(Request request, AccessToken token) {
        Trace trace = Trace.NONE
                .withClient(token.clientId())
                .withStream(streamName(request))
                .withPublisher(request.query().first("PublisherIdentifier"));
        try {
            if (options.rateLimited() && exceeded(request, token)) {
                String publisher = Office365Errors.publisher(request);
                return Office365Error.tooManyRequests(Office365Errors.method(request), publisher)
                        .response()
                        .withTrace(trace.withRateViolation());
            }
            return faultResponses
                    .refusal(request)
                    .map(refusal -> refusal.withTrace(trace))
                    .orElseGet(() -> permitted(request, token, trace));
        } catch (Office365Error e) {
            return e.response().withTrace(trace);
        }
    }

    private boolean exceeded(Request request, AccessToken token) {
        String scope = token.tenantId() + " " + Office365Errors.publisher(request);
        return rateLimit.exceeded(scope, request.arrivedAt()).isPresent();
    }

    private Response permitted(Request request, AccessToken token, Trace trace) {
        List<String> segments = request.segments();
        String tenantId = segments.get(2).toLowerCase(Locale.ROOT);
        if (!tenantId.matches(GUID)) {
            throw Office365Error.tenantIsNoGuid(segments.get(2));
        }
        if (!tenantId.equals(token.tenantId())) {
            throw Office365Error.otherTenant(tenantId, token.tenantId());
        }
        if (!token.roles().contains(ROLE)) {
            throw Office365Error.missingPermission();
        }
        Office365Tenant tenant = tenants.get(tenantId);
        if (tenant == null) {
            throw new IllegalStateException("the simulator issued a token for a tenant it does not know");
        }
        String operation = request.method() + " " + String.join("/", segments.subList(5, segments.size()));
        Function<StreamKind, Subscriptions.Key> key =
                stream -> new Subscriptions.Key(tenantId, token.clientId(), stream);
        return switch (operation) {
            case "POST subscriptions/start" ->
                start(key.apply(contentType(request)), request).withTrace(trace);
            case "POST subscriptions/stop" ->
                stop(key.apply(contentType(request)), request).withTrace(trace);
            case "GET subscriptions/list" -> list(token, request).withTrace(trace);
            case "GET subscriptions/content" -> content(tenant, key.apply(contentType(request)), request, trace, false);
            case "GET subscriptions/notifications" ->
                content(tenant, key.apply(contentType(request)), request, trace, true);
            default ->
                operation.startsWith("GET audit/")
                        ? blob(tenant, key, request, trace)
                        : Response.json(404, Json.object().put("Message", "No HTTP resource was found."))
                                .withTrace(trace);
        };
    }

    private Response start(Subscriptions.Key key, Request request) {
        if (!subscriptions.start(key, request.arrivedAt())) {
            throw Office365Error.alreadyEnabled();
        }
        return Response.json(200, subscription(key.stream(), "enabled"));
    }

    private Response stop(Subscriptions.Key key, Request request) {
        if (!subscriptions.stop(key, request.arrivedAt())) {
            throw Office365Error.noSubscription();
        }
        return Response.empty(200);
    }

    private Response list(AccessToken token, Request request) {
        Instant now = request.arrivedAt();
        ArrayNode list = Json.array();
        for (StreamKind stream : subscriptions.active(token.tenantId(), token.clientId(), now)) {
            Subscriptions.Key key = new Subscriptions.Key(token.tenantId(), token.clientId(), stream);
            boolean enabled = subscriptions.state(key, now) == State.ENABLED;
            list.add(subscription(stream, enabled ? "enabled" : "disabled"));
        }
        return Response.json(200, list);
    }

    private Response content(
            Office365Tenant tenant, Subscriptions.Key key, Request request, Trace trace, boolean notified) {
        requireEnabled(key, request);
        Optional<String> nextPage = request.query().first("nextPage");
        Position position = nextPage.isPresent()
                ? listing.resume(nextPage.get(), key, request)
                : listing.first(
                        key, ContentWindow.of(request.query(), apiTime.instant(), options), request.arrivedAt());
        BlobIndex index = Optional.ofNullable(tenant.indexes().get(position.key().stream()))
                .orElseThrow();
        return listing.page(position, index, request, notified)
                .withTrace(trace.withWindow(Optional.of(position.window().width())));
    }

    private Response blob(
            Office365Tenant tenant, Function<StreamKind, Subscriptions.Key> keys, Request request, Trace trace) {
        String contentId = request.segments().get(request.segments().size() - 1);
        if (contentId.indexOf('$') < 0) {
            throw Office365Error.wrongContentId(contentId);
        }
        ContentBlobs.Located blob =
                tenant.blobs().locate(contentId).orElseThrow(() -> Office365Error.noContent(contentId));
        BlobLayout layout = blob.index().layout();
        Subscriptions.Key key = keys.apply(layout.stream());
        requireEnabled(key, request);
        if (!apiTime.instant().isBefore(layout.expires(blob.address()))) {
            throw Office365Error.expiredContent(contentId);
        }
        boolean covered = subscriptions.covers(key, layout.created(blob.address()));
        ArrayNode records = tenant.blobs()
                .records(blob, request.arrivedAt())
                .filter(unused -> covered)
                .orElseThrow(() -> Office365Error.noContent(contentId));
        return Response.json(200, records)
                .withTrace(trace.withStream(layout.stream().streamName()).withRecords(records.size()));
    }

    private void requireEnabled(Subscriptions.Key key, Request request) {
        State state = subscriptions.state(key, request.arrivedAt());
        if (state == State.NONE) {
            throw Office365Error.noSubscription();
        }
        if (state == State.DISABLED) {
            throw Office365Error.disabledSubscription();
        }
    }

    private static StreamKind contentType(Request request) {
        String name =
                request.query().first("contentType").orElseThrow(() -> Office365Error.missingParameter("contentType"));
        return StreamKind.blobStreams().stream()
                .filter(stream -> stream.contentType().equals(name))
                .findFirst()
                .orElseThrow(Office365Error::unknownContentType);
    }

    private static String streamName(Request request) {
        return request.query()
                .first("contentType")
                .map(contentType -> "office365/" + contentType)
                .orElse("office365");
    }

    private static ObjectNode subscription(StreamKind stream, String status) {
        return Json.object()
                .put("contentType", stream.contentType())
                .put("status", status)
                .putNull("webhook");
    }
}
