package io.rollcall.sim.aadgraph;

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

/**
 * Error bodies of Azure AD Graph, in both envelopes that clients have seen: OData 3 from the directory service in front,
 * OData 4 from the reports (docs/vendors, azure-ad-graph, errors).
 */
final class AadGraphErrors implements ApiErrors {
    private final InstantSource apiTime;

    AadGraphErrors(InstantSource apiTime) {
        this.apiTime = apiTime;
    }

    @Override
    public Response throttled(Request request) {
        return directoryError(request, 429, "Request_ThrottledTemporarily", "The request was throttled. Try later.");
    }

    @Override
    public Response unavailable(Request request) {
        return directoryError(request, 503, "Service_InternalServerError", "The service is unavailable.");
    }

    @Override
    public Response gatewayTimeout(Request request) {
        return directoryError(request, 504, "Service_InternalServerError", "The operation timed out.");
    }

    @Override
    public Optional<Response> special(Request request, FaultKind kind) {
        return switch (kind) {
            case UNAUTHORIZED -> Optional.of(expired(request));
            case LICENCE_REFUSED ->
                Optional.of(reportError(
                        403,
                        "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                        "Neither tenant is B2C or tenant doesn't have premium license"));
            default -> Optional.empty();
        };
    }

    Response expired(Request request) {
        return directoryError(
                request,
                401,
                "Authentication_ExpiredToken",
                "Your access token has expired. Please renew it before submitting the request.");
    }

    Response unauthorized(Request request, String message) {
        return directoryError(request, 401, "Authentication_MissingOrMalformed", message);
    }

    Response denied(Request request) {
        return directoryError(
                request, 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    Response missingApiVersion(Request request) {
        return directoryError(
                request, 400, "Request_DataContractVersionMissing", "The specified api-version is missing.");
    }

    Response unknownApiVersion(Request request) {
        return directoryError(
                request, 400, "Request_InvalidDataContractVersion", "The specified api-version is invalid.");
    }

    Response notFound(Request request) {
        return directoryError(
                request, 404, "Request_ResourceNotFound", "Resource not found for the path '" + request.path() + "'.");
    }

    /** A query that the report does not accept. */
    Response refused(String message) {
        return reportError(400, "", message);
    }

    private static Response reportError(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return Response.json(status, body);
    }

    private Response directoryError(Request request, int status, String code, String message) {
        String requestId = Draws.of(request.ordinal()).uuid();
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("odata.error").put("code", code);
        error.putObject("message").put("lang", "en").put("value", message);
        error.put("requestId", requestId).put("date", RecordTime.local(apiTime.instant()));
        return Response.json(status, body).withHeader("request-id", requestId);
    }
}
