package io.rollcall.sim.msgraph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.http.ApiErrors;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.random.Draws;
import java.time.InstantSource;
import java.util.Optional;

/** Error bodies of Microsoft Graph (docs/vendors, ms-graph, errors). */
final class GraphErrors implements ApiErrors {
    private final InstantSource apiTime;

    GraphErrors(InstantSource apiTime) {
        this.apiTime = apiTime;
    }

    @Override
    public Response throttled(Request request) {
        return error(request, 429, "UnknownError", "Too Many Requests");
    }

    @Override
    public Response unavailable(Request request) {
        return error(request, 503, "serviceNotAvailable", "The service is temporarily unavailable.");
    }

    @Override
    public Response gatewayTimeout(Request request) {
        return error(request, 504, "UnknownError", "");
    }

    @Override
    public Optional<Response> special(Request request, FaultKind kind) {
        return switch (kind) {
            case UNAUTHORIZED ->
                Optional.of(unauthorized(request, "Lifetime validation failed, the token is expired."));
            case LICENCE_REFUSED ->
                Optional.of(error(
                        request,
                        403,
                        "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                        "Neither tenant is B2C or tenant doesn't have premium license"));
            default -> Optional.empty();
        };
    }

    Response unauthorized(Request request, String message) {
        return error(request, 401, "InvalidAuthenticationToken", message)
                .withHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"");
    }

    Response missingRole(Request request, String role) {
        return error(
                request,
                403,
                "Authentication_MSGraphPermissionMissing",
                "Calling principal does not have required MSGraph permissions " + role);
    }

    /** A query that the API does not accept; messages about tokens carry other codes than those about queries. */
    Response refused(Request request, String message) {
        String code = message.startsWith("Token not found") ? "" : "BadRequest";
        return error(request, 400, message.contains("skip token is null") ? "UnknownError" : code, message);
    }

    Response notFound(Request request) {
        String segment = request.path().substring(request.path().lastIndexOf('/') + 1);
        return error(request, 404, "BadRequest", "Resource not found for the segment '" + segment + "'.");
    }

    private Response error(Request request, int status, String code, String message) {
        String requestId = Draws.of(request.ordinal()).uuid();
        String clientRequestId = request.header("client-request-id").orElse(requestId);
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", code)
                .put("message", message)
                .putObject("innerError")
                .put("date", RecordTime.local(apiTime.instant()))
                .put("request-id", requestId)
                .put("client-request-id", clientRequestId);
        return Response.json(status, body)
                .withHeader("request-id", requestId)
                .withHeader("client-request-id", clientRequestId);
    }
}
