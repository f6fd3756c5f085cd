package io.rollcall.sim;

import static io.rollcall.sim.ApiClient.AAD_GRAPH;
import static io.rollcall.sim.ApiClient.TENANT;
import static io.rollcall.sim.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.ApiClient.Answer;
import io.rollcall.sim.clock.ManualClock;
import io.rollcall.sim.clock.SimulatedClock;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.truth.CanonicalJson;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AadGraphApiTest {
    private static final String SIGN_INS = "/" + TENANT + "/activities/signinEvents?api-version=beta";
    private static final String AUDIT = "/contoso.example/activities/audit?api-version=beta";

    private final ManualClock clock = SimulatedClock.manual(Instant.parse("2026-03-02T08:00:00Z"));
    private final Simulator simulator = Simulator.start(SimulatorOptions.builder()
            .clock(clock)
            .drift(DriftModel.named("none"))
            .only(StreamKind.AZURE_AD_GRAPH_SIGNINS, StreamKind.AZURE_AD_GRAPH_AUDIT)
            .revisionProbability(0)
            .eventsPerSecond(0.1)
            .reports(ReportOptions.builder().mostRecords(40).build())
            .build());
    private final ApiClient client = ApiClient.of(simulator, AAD_GRAPH);

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"AZURE_AD_GRAPH_SIGNINS", "AZURE_AD_GRAPH_AUDIT"})
    void aDrainedReportIsExactlyTheTruth(StreamKind stream) {
        String report = stream == StreamKind.AZURE_AD_GRAPH_AUDIT ? AUDIT : SIGN_INS;
        assertThat(client.drain(report))
                .isNotEmpty()
                .extracting(CanonicalJson::hash)
                .containsExactlyInAnyOrderElementsOf(simulator.truth().entries(TruthQuery.ALL.ofStream(stream)).stream()
                        .map(TruthEntry::contentHash)
                        .toList());
    }

    @Test
    void skiptokensAreSignedNumbersAndRunOut() {
        String link = client.get(SIGN_INS).nextLink().orElseThrow();
        assertThat(link).matches(".*/activities/signinEvents\\?api-version=beta&\\$skiptoken=-?\\d+");
        clock.advance(Duration.ofMinutes(6));
        assertThat(client.get(link).json().at("/error/message").asText()).startsWith("Token not found");
    }

    @Test
    void filtersOnTimeTakeAllBounds() {
        String filter = "signinDateTime gt 2026-03-02T07:10:00Z and signinDateTime le 2026-03-02T07:50:00Z";
        assertThat(client.drain(SIGN_INS + "&$filter=" + encoded(filter)))
                .isNotEmpty()
                .extracting(
                        record -> Instant.parse(record.path("signinDateTime").asText()))
                .allSatisfy(time -> assertThat(time)
                        .isAfter(Instant.parse("2026-03-02T07:10:00Z"))
                        .isBeforeOrEqualTo(Instant.parse("2026-03-02T07:50:00Z")));
    }

    @Test
    void theFilterOnStatusIsANumberWhereTheRecordHasAWord() {
        List<JsonNode> failures = client.drain(SIGN_INS + "&$filter=" + encoded("loginStatus eq '1'"));
        assertThat(failures)
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(record.path("loginStatus").asText()).isEqualTo("Failure"));
        assertThat(client.drain(AUDIT + "&$filter=" + encoded("activityStatus eq 0")))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(record.path("activityResultStatus").asText()).isEqualTo("success"));
    }

    @Test
    void actorsAreFilteredThroughATypeCast() {
        String cast = "actor/Microsoft.ActiveDirectory.DataService.PublicApi.Model.Reporting.AuditLog.ActorUserEntity";
        String filter = "startsWith(" + cast + "/userPrincipalName,'a')";
        assertThat(client.drain(AUDIT + "&$filter=" + encoded(filter)))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(
                                record.at("/actor/userPrincipalName").asText())
                        .startsWith("a"));
    }

    @Test
    void signInsRefuseAnOrderAndAuditTakesIt() {
        Answer refused = client.get(SIGN_INS + "&$orderby=signinDateTime");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/message").asText())
                .isEqualTo("Query option 'OrderBy' is not allowed. To allow it, set the 'AllowedQueryOptions' property"
                        + " on QueryValidationSettings.");
        assertThat(client.drain(AUDIT + "&$orderby=activityDate"))
                .extracting(record -> Instant.parse(record.path("activityDate").asText()))
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?api-version=1.6", ""})
    void theApiVersionIsMandatory(String query) {
        Answer answer = client.get("/" + TENANT + "/activities/audit" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/odata.error/message/value").asText()).contains("api-version");
    }

    @Test
    void expiredTokensAreToldInTheOldEnvelope() {
        clock.advance(Duration.ofHours(2));
        Answer answer = client.get(SIGN_INS);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().at("/odata.error/code").asText()).isEqualTo("Authentication_ExpiredToken");
    }

    @Test
    void anotherTenantAndAMissingRoleAreDenied() {
        String other = "/99999999-2222-4333-8444-555555555555/activities/audit?api-version=beta";
        assertThat(client.get(other).status()).isEqualTo(403);
        try (Simulator roleless = Simulator.start(SimulatorOptions.builder()
                .clock(clock)
                .clients(List.of(SimulatorOptions.defaultClient().withRoles(Set.of())))
                .build())) {
            Answer answer = ApiClient.of(roleless, AAD_GRAPH).get(SIGN_INS);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().at("/odata.error/code").asText()).isEqualTo("Authorization_RequestDenied");
        }
    }

    @Test
    void onlyTheTwoReportsExist() {
        assertThat(client.get("/" + TENANT + "/activities/users?api-version=beta")
                        .status())
                .isEqualTo(404);
    }
}
