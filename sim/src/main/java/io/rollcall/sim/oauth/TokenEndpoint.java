package io.rollcall.sim.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.http.HttpHandler;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.QueryOptions;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.http.Trace;
import io.rollcall.sim.random.Draws;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /{tenant}/oauth2/token} and {@code /{tenant}/oauth2/v2.0/token}: client credentials only. */
public final class TokenEndpoint implements HttpHandler {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String DEFAULT_SCOPE = "/.default";
    private static final String STREAM = "oauth/token";

    private final TenantDirectory directory;
    private final AccessTokens tokens;
    private final InstantSource apiTime;

    public TokenEndpoint(TenantDirectory directory, AccessTokens tokens, InstantSource apiTime) {
        this.directory = directory;
        this.tokens = tokens;
        this.apiTime = apiTime;
    }

    @Override
    public Response handle(Request request) {
        QueryOptions form = QueryOptions.parse(request.bodyText());
        ClientCredentials credentials = ClientCredentials.of(request, form);
        Response response = request.suffers(FaultKind.TOKEN_ENDPOINT_DOWN)
                ? refused(request, TokenRefusal.unavailable())
                : answer(request, form, credentials);
        return response.withTrace(Trace.NONE.withClient(credentials.clientId()).withStream(STREAM));
    }

    private Response answer(Request request, QueryOptions form, ClientCredentials credentials) {
        String tenantName = request.segments().get(0);
        Optional<Tenant> tenant = directory.tenant(tenantName);
        Optional<ClientRegistration> client = directory.client(credentials.clientId());
        String grant = form.first("grant_type", "");
        if (tenant.isEmpty()) {
            return refused(request, TokenRefusal.unknownTenant(tenantName));
        }
        if (grant.isEmpty() || credentials.clientId().isEmpty()) {
            String missing = grant.isEmpty() ? "grant_type" : "client_id";
            return refused(request, TokenRefusal.missingParameter(missing));
        }
        if (!grant.equals("client_credentials")) {
            return refused(request, TokenRefusal.unsupportedGrant(grant));
        }
        if (client.isEmpty()) {
            return refused(request, TokenRefusal.unknownClient(credentials.clientId(), tenantName));
        }
        return proof(request, credentials, client.get())
                .map(refusal -> refused(request, refusal))
                .orElseGet(() -> granted(request, form, tenant.get(), client.get(), credentials));
    }

    private Optional<TokenRefusal> proof(Request request, ClientCredentials credentials, ClientRegistration client) {
        if (credentials.assertion().isPresent()) {
            return credentials
                    .assertion()
                    .flatMap(ClientAssertion::parse)
                    .map(assertion -> client.certificate()
                            .map(certificate ->
                                    assertion.refusal(client.id(), certificate, audiences(request), apiTime.instant()))
                            .orElseGet(() -> Optional.of(TokenRefusal.unknownCertificate())))
                    .orElseGet(() -> Optional.of(TokenRefusal.malformedAssertion()));
        }
        if (credentials.secret().isEmpty()) {
            return Optional.of(TokenRefusal.noCredential());
        }
        if (!credentials.secret().equals(client.secret())) {
            return Optional.of(TokenRefusal.wrongSecret(client.id()));
        }
        return client.secretExpired() ? Optional.of(TokenRefusal.expiredSecret(client.id())) : Optional.empty();
    }

    private Response granted(
            Request request,
            QueryOptions form,
            Tenant tenant,
            ClientRegistration client,
            ClientCredentials credentials) {
        boolean version2 = isVersion2(request);
        String scope = form.first("scope", "");
        String resource = version2 ? withoutSuffix(scope, DEFAULT_SCOPE) : form.first("resource", "");
        boolean known = ApiAudience.ofResource(resource).isPresent();
        if (version2 && (!known || !scope.endsWith(DEFAULT_SCOPE))) {
            return refused(
                    request, scope.isEmpty() ? TokenRefusal.missingParameter("scope") : TokenRefusal.wrongScope(scope));
        }
        if (!known) {
            return refused(
                    request,
                    resource.isEmpty()
                            ? TokenRefusal.missingParameter("resource")
                            : TokenRefusal.wrongResource(resource));
        }
        String token =
                tokens.issue(tenant, client, resource, credentials.assertion().isPresent());
        return Response.json(200, version2 ? version2Body(token) : version1Body(token, resource));
    }

    private ObjectNode version2Body(String token) {
        long seconds = tokens.lifetime().toSeconds() - 1;
        return Json.object()
                .put("token_type", "Bearer")
                .put("expires_in", seconds)
                .put("ext_expires_in", seconds)
                .put("access_token", token);
    }

    private ObjectNode version1Body(String token, String resource) {
        String seconds = Long.toString(tokens.lifetime().toSeconds() - 1);
        long now = apiTime.instant().getEpochSecond();
        return Json.object()
                .put("token_type", "Bearer")
                .put("expires_in", seconds)
                .put("ext_expires_in", seconds)
                .put("expires_on", Long.toString(now + tokens.lifetime().toSeconds()))
                .put("not_before", Long.toString(now - 300))
                .put("resource", resource)
                .put("access_token", token);
    }

    private Response refused(Request request, TokenRefusal refusal) {
        Instant now = apiTime.instant();
        Draws ids = Draws.of(request.ordinal());
        String traceId = ids.uuid();
        String correlationId = ids.uuid();
        String timestamp = TIMESTAMP.format(now);
        String description = "AADSTS" + refusal.code() + ": " + refusal.message() + "\r\nTrace ID: " + traceId
                + "\r\nCorrelation ID: " + correlationId + "\r\nTimestamp: " + timestamp;
        ObjectNode body = Json.object().put("error", refusal.error()).put("error_description", description);
        body.putArray("error_codes").add(refusal.code());
        body.put("timestamp", timestamp)
                .put("trace_id", traceId)
                .put("correlation_id", correlationId)
                .put("error_uri", "https://login.microsoftonline.com/error?code=" + refusal.code());
        return Response.json(refusal.status(), body);
    }

    /** The token endpoint as the client may name it: by the address it used, or by an authority of the same path. */
    private static List<String> audiences(Request request) {
        return Stream.of(
                        request.origin(),
                        "https://login.microsoftonline.com",
                        "https://login.windows.net",
                        "https://login.microsoftonline.us",
                        "https://login.partner.microsoftonline.cn")
                .map(authority -> authority + request.path())
                .toList();
    }

    private static boolean isVersion2(Request request) {
        return request.segments().contains("v2.0");
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }
}
