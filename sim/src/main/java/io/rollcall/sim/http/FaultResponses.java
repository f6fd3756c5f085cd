package io.rollcall.sim.http;

import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.RetryAfterStyle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Refusals of requests that are hit by a fault. */
public final class FaultResponses {
    private static final String HTML =
            "<html><head><title>502 Bad Gateway</title></head>" + "<body><h1>502 Bad Gateway</h1></body></html>";

    private final ApiErrors errors;
    private final InstantSource apiTime;

    public FaultResponses(ApiErrors errors, InstantSource apiTime) {
        this.errors = errors;
        this.apiTime = apiTime;
    }

    /** The answer if the request is refused; empty if it is served, perhaps wrongly. */
    public Optional<Response> refusal(Request request) {
        return request.fault().flatMap(fault -> refusal(request, fault));
    }

    /** Adds {@code Retry-After}, rounded up to whole seconds. */
    public Response retryAfter(Response response, RetryAfterStyle style, Duration time) {
        long seconds = time.plusSeconds(1).minusNanos(1).toSeconds();
        return switch (style) {
            case ABSENT -> response;
            case SECONDS -> response.withHeader("Retry-After", Long.toString(seconds));
            case HTTP_DATE ->
                response.withHeader("Retry-After", HttpDate.of(apiTime.instant().plusSeconds(seconds)));
        };
    }

    private Optional<Response> refusal(Request request, Fault fault) {
        Optional<Response> refusal =
                switch (fault.kind()) {
                    case THROTTLED -> Optional.of(errors.throttled(request));
                    case SERVICE_UNAVAILABLE -> Optional.of(errors.unavailable(request));
                    case GATEWAY_TIMEOUT -> Optional.of(errors.gatewayTimeout(request));
                    case HTML_ERROR -> Optional.of(Response.html(502, HTML));
                    default -> errors.special(request, fault.kind());
                };
        return refusal.map(response -> retryAfter(response, fault.retryAfterStyle(), fault.retryAfter()));
    }
}
