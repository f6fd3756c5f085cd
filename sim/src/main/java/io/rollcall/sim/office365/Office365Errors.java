package io.rollcall.sim.office365;

import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.http.ApiErrors;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.random.Draws;
import java.util.Optional;

/** Error bodies of injected faults. */
final class Office365Errors implements ApiErrors {
    static final String NO_PUBLISHER = "00000000-0000-0000-0000-000000000000";
    private static final String AUDIT_PATH = "/activity/feed/audit/";

    @Override
    public Response throttled(Request request) {
        return new Office365Error(429, "AF429", "Too many requests. Method=" + method(request)).response();
    }

    @Override
    public Response unavailable(Request request) {
        return Response.html(503, "<html><body>Service Unavailable</body></html>");
    }

    @Override
    public Response gatewayTimeout(Request request) {
        return Response.html(504, "<html><body>Gateway Timeout</body></html>");
    }

    @Override
    public Optional<Response> special(Request request, FaultKind kind) {
        boolean blob = request.path().contains(AUDIT_PATH);
        return switch (kind) {
            case UNAUTHORIZED -> Optional.of(unauthorized());
            case THROTTLED_AS_FORBIDDEN ->
                Optional.of(Office365Error.tooManyRequests(method(request), publisher(request))
                        .response());
            case BLOB_MISSING ->
                Optional.of(Office365Error.noContent(contentId(request)).response())
                        .filter(unused -> blob);
            case BLOB_BROKEN ->
                Optional.of(Office365Error.internal().response()).filter(unused -> blob);
            case GARBLED_ERROR -> Optional.of(garbled(request));
            default -> Optional.empty();
        };
    }

    Response unauthorized() {
        return Response.json(401, Json.object().put("Message", "Authorization has been denied for this request."));
    }

    /** Live shape of a tenant without Microsoft 365 (docs/vendors, o365, errors). */
    private static Response garbled(Request request) {
        String tenantId = request.segments().get(2);
        String correlationId = Draws.of(request.ordinal()).uuid();
        String dump = "StartSubscription [CorrId=" + correlationId + "][TenantId=" + tenantId
                + ",ContentType=Audit.General,PublisherId=" + NO_PUBLISHER + "][AppId";
        String rest = "aaaaaaa-0000-4000-8000-000000000001] failed. Exception:"
                + " Microsoft.Office.Compliance.Audit.DataServiceException: Tenant " + tenantId
                + " does not exist.\r\n   at Microsoft.Office.Compliance.Audit.API.AzureManager.<Get>d__84.MoveNext()";
        return new Office365Error(400, dump, rest).response();
    }

    static String publisher(Request request) {
        return request.query().first("PublisherIdentifier", NO_PUBLISHER);
    }

    static String method(Request request) {
        return request.path().contains(AUDIT_PATH) ? "GetBlob" : "ListContent";
    }

    private static String contentId(Request request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }
}
