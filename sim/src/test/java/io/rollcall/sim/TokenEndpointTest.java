package io.rollcall.sim;

import static io.rollcall.sim.ApiClient.TENANT;
import static io.rollcall.sim.ApiClient.form;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.ApiClient.Answer;
import io.rollcall.sim.clock.ManualClock;
import io.rollcall.sim.clock.SimulatedClock;
import io.rollcall.sim.oauth.ClientRegistration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenEndpointTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final String V1 = "/" + TENANT + "/oauth2/token?api-version=1.0";
    private static final String V2 = "/" + TENANT + "/oauth2/v2.0/token";
    private static final String CERTIFIED = "aaaaaaaa-0000-4000-8000-000000000002";
    private static final String LAPSED = "aaaaaaaa-0000-4000-8000-000000000003";

    private final SignedAssertions assertions = SignedAssertions.withNewKey();
    private final ManualClock clock = SimulatedClock.manual(NOW);
    private final Simulator simulator = Simulator.start(SimulatorOptions.builder()
            .clock(clock)
            .eventsPerSecond(0.01)
            .clients(List.of(
                    SimulatorOptions.defaultClient(),
                    ClientRegistration.withCertificate(CERTIFIED, assertions.certificate()),
                    ClientRegistration.withSecret(LAPSED, "old").withExpiredSecret()))
            .build());
    private final ApiClient client = new ApiClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void version1WritesItsNumbersAsTexts() {
        JsonNode body = client.post(V1, secretForm("resource", "https://graph.windows.net"))
                .json();
        assertThat(body.path("expires_in").isTextual()).isTrue();
        assertThat(body.path("expires_on").asText()).isEqualTo(Long.toString(NOW.getEpochSecond() + 3600));
        assertThat(body.path("resource").asText()).isEqualTo("https://graph.windows.net");
        assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    }

    @Test
    void version2WritesItsNumbersAsNumbers() {
        JsonNode body = client.post(V2, secretForm("scope", "https://graph.microsoft.com/.default"))
                .json();
        assertThat(body.path("expires_in").isInt()).isTrue();
        assertThat(body.path("expires_in").asInt()).isEqualTo(3599);
        assertThat(body.has("resource")).isFalse();
    }

    @Test
    void tokensSayForWhomAndForWhatTheyAre() throws Exception {
        JsonNode body = client.post(V2, secretForm("scope", "https://manage.office.com/.default"))
                .json();
        String claims = body.path("access_token").asText().split("\\.", -1)[1];
        JsonNode json = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(claims));
        assertThat(json.path("aud").asText()).isEqualTo("https://manage.office.com");
        assertThat(json.path("tid").asText()).isEqualTo(TENANT);
        assertThat(json.path("appid").asText()).isEqualTo(SimulatorOptions.DEFAULT_CLIENT_ID);
        assertThat(json.path("roles"))
                .extracting(JsonNode::asText)
                .containsExactly("ActivityFeed.Read", "ActivityFeed.ReadDlp");
        assertThat(json.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 3600);
    }

    @Test
    void theSecretMayComeByHttpBasic() {
        String pair =
                SimulatorOptions.DEFAULT_CLIENT_ID + ":" + ApiClient.encoded(SimulatorOptions.DEFAULT_CLIENT_SECRET);
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        String form = form(Map.of("grant_type", "client_credentials", "scope", "https://graph.microsoft.com/.default"));
        assertThat(client.postWithBasic(V2, form, basic).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "client_secret, wrong, 401, invalid_client, 7000215",
        "client_secret, '', 401, invalid_client, 7000215",
        "client_id, aaaaaaaa-0000-4000-8000-00000000ffff, 400, unauthorized_client, 700016",
        "client_id, '', 400, invalid_request, 900144",
        "grant_type, password, 400, unsupported_grant_type, 70003",
        "grant_type, '', 400, invalid_request, 900144",
        "scope, https://graph.microsoft.com/AuditLog.Read.All, 400, invalid_scope, 70011",
        "scope, https://unknown.example/.default, 400, invalid_scope, 70011",
        "scope, '', 400, invalid_request, 900144"
    })
    void wrongRequestsAreRefusedInTheWordsOfEntra(String field, String value, int status, String error, int code) {
        Map<String, String> fields = new HashMap<>(secretFields("scope", "https://graph.microsoft.com/.default"));
        fields.put(field, value);
        refused(client.post(V2, form(fields)), status, error, code);
    }

    @Test
    void version1NeedsAKnownResource() {
        refused(client.post(V1, secretForm("resource", "https://unknown.example")), 400, "invalid_resource", 500011);
        refused(client.post(V1, secretForm("scope", "x")), 400, "invalid_request", 900144);
    }

    @Test
    void anUnknownTenantAndALapsedSecretAreRefused() {
        String form = secretForm("scope", "https://graph.microsoft.com/.default");
        refused(client.post("/nobody.example/oauth2/v2.0/token", form), 400, "invalid_request", 90002);
        Map<String, String> lapsed = new HashMap<>(secretFields("scope", "https://graph.microsoft.com/.default"));
        lapsed.put("client_id", LAPSED);
        lapsed.put("client_secret", "old");
        refused(client.post(V2, form(lapsed)), 401, "invalid_client", 7000222);
    }

    @ParameterizedTest
    @CsvSource({"PS256, x5t#S256", "RS256, x5t#S256", "RS256, x5t", "PS256, x5t"})
    void certificatesProveTheClientWithBothAlgorithmsAndThumbprints(String algorithm, String thumbprint) {
        String assertion = assertions.sign(algorithm, thumbprint, claims());
        assertThat(client.post(V2, assertionForm(assertion)).status()).isEqualTo(200);
    }

    @Test
    void theAuthorityOfTheRealServiceIsAnAudienceToo() {
        String assertion =
                assertions.sign("PS256", "x5t#S256", claims().put("aud", "https://login.microsoftonline.com" + V2));
        assertThat(client.post(V2, assertionForm(assertion)).status()).isEqualTo(200);
    }

    @Test
    void wrongAssertionsAreRefusedEachForItsReason() {
        assertionRefused(claims -> claims.put("aud", "https://elsewhere.example/token"), 700023);
        assertionRefused(claims -> claims.put("iss", "someone else"), 700021);
        assertionRefused(claims -> claims.put("sub", "someone else"), 700021);
        assertionRefused(claims -> claims.put("exp", NOW.getEpochSecond() - 301), 700024);
        assertionRefused(claims -> claims.put("nbf", NOW.getEpochSecond() + 301), 700024);
        assertionRefused(claims -> claims.without(List.of("jti")), 50027);
        refused(client.post(V2, assertionForm("not.a jwt")), 401, "invalid_client", 50027);
        String foreign = SignedAssertions.withNewKey().sign("PS256", "x5t#S256", claims());
        refused(client.post(V2, assertionForm(foreign)), 401, "invalid_client", 700027);
        String tampered =
                assertions.sign("PS256", "x5t#S256", claims()).replaceFirst("[^.]{20}$", "AAAAAAAAAAAAAAAAAAAA");
        refused(client.post(V2, assertionForm(tampered)), 401, "invalid_client", 700027);
    }

    private void assertionRefused(UnaryOperator<ObjectNode> change, int code) {
        String assertion = assertions.sign("PS256", "x5t#S256", change.apply(claims()));
        refused(client.post(V2, assertionForm(assertion)), 401, "invalid_client", code);
    }

    private ObjectNode claims() {
        return new ObjectMapper()
                .createObjectNode()
                .put("aud", simulator.baseUri() + V2)
                .put("iss", CERTIFIED)
                .put("sub", CERTIFIED)
                .put("jti", "0000004d-1a2b-4c3d-8e4f-000000004d00")
                .put("nbf", NOW.getEpochSecond())
                .put("exp", NOW.getEpochSecond() + 600);
    }

    private static void refused(Answer answer, int status, String error, int code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
        assertThat(answer.json().at("/error_codes/0").asInt()).as(answer.body()).isEqualTo(code);
        assertThat(answer.json().path("error_description").asText())
                .startsWith("AADSTS" + code + ": ")
                .contains("\r\nTrace ID: ");
        assertThat(answer.json().path("timestamp").asText()).isEqualTo("2026-03-02 08:00:00Z");
    }

    private static String secretForm(String target, String value) {
        return form(secretFields(target, value));
    }

    private static Map<String, String> secretFields(String target, String value) {
        return Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                SimulatorOptions.DEFAULT_CLIENT_ID,
                "client_secret",
                SimulatorOptions.DEFAULT_CLIENT_SECRET,
                target,
                value);
    }

    private static String assertionForm(String assertion) {
        return form(Map.of(
                "grant_type", "client_credentials",
                "client_id", CERTIFIED,
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion,
                "scope", "https://graph.microsoft.com/.default"));
    }
}
