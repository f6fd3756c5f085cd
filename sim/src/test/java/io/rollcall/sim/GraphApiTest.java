package io.rollcall.sim;

import static io.rollcall.sim.ApiClient.GRAPH;
import static io.rollcall.sim.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.ApiClient.Answer;
import io.rollcall.sim.clock.ManualClock;
import io.rollcall.sim.clock.SimulatedClock;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.fault.RetryAfterStyle;
import io.rollcall.sim.oauth.ClientRegistration;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.truth.CanonicalJson;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GraphApiTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final String SIGN_INS = "/v1.0/auditLogs/signIns";
    private static final String BETA_SIGN_INS = "/beta/auditLogs/signIns";

    private final ManualClock clock = SimulatedClock.manual(START);
    private Simulator simulator = Simulator.start(options().build());
    private ApiClient client = ApiClient.of(simulator, GRAPH);

    private SimulatorOptions.Builder options() {
        return SimulatorOptions.builder()
                .clock(clock)
                .drift(DriftModel.named("none"))
                .revisionProbability(0)
                .eventsPerSecond(0.5)
                .reports(ReportOptions.builder()
                        .mostRecords(50)
                        .withoutRateLimit()
                        .build());
    }

    private void restart(SimulatorOptions options) {
        simulator.close();
        simulator = Simulator.start(options);
        client = ApiClient.of(simulator, GRAPH);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void aDrainedReportIsExactlyTheTruth() {
        assertThat(client.drain(SIGN_INS))
                .extracting(CanonicalJson::hash)
                .containsExactlyInAnyOrderElementsOf(truth(StreamKind.ENTRA_INTERACTIVE).stream()
                        .map(TruthEntry::contentHash)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "nonInteractiveUser, ENTRA_NON_INTERACTIVE",
        "servicePrincipal, ENTRA_SERVICE_PRINCIPAL",
        "managedIdentity, ENTRA_MANAGED_IDENTITY"
    })
    void betaServesEachTypeOfSignInByFilter(String type, StreamKind stream) {
        String filter = "signInEventTypes/any(t: t eq '" + type + "')";
        assertThat(client.drain(BETA_SIGN_INS + "?$filter=" + encoded(filter)))
                .extracting(CanonicalJson::hash)
                .containsExactlyInAnyOrderElementsOf(
                        truth(stream).stream().map(TruthEntry::contentHash).toList());
    }

    @Test
    void betaServesTheInteractiveStreamOfV1UnderTheSameIds() {
        String filter = "(createdDateTime ge 2026-03-02T07:00:00Z) and signInEventTypes/any(t:t eq 'interactiveUser')";
        List<JsonNode> beta = client.drain(BETA_SIGN_INS + "?$filter=" + encoded(filter));
        assertThat(beta)
                .extracting(record -> record.path("id").asText())
                .containsExactlyElementsOf(client.drain(SIGN_INS).stream()
                        .map(record -> record.path("id").asText())
                        .toList());
        assertThat(beta)
                .extracting(CanonicalJson::hash)
                .containsExactlyInAnyOrderElementsOf(truth(StreamKind.ENTRA_INTERACTIVE).stream()
                        .map(entry -> entry.betaContentHash().orElseThrow())
                        .toList());
        assertThat(client.drain(BETA_SIGN_INS)).hasSameSizeAs(beta);
    }

    @Test
    void interactiveAndNonInteractiveTogetherAreMergedByTime() {
        String both = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')";
        List<JsonNode> records = client.drain(BETA_SIGN_INS + "?$filter=" + encoded(both));
        assertThat(records)
                .hasSize(truth(StreamKind.ENTRA_INTERACTIVE).size()
                        + truth(StreamKind.ENTRA_NON_INTERACTIVE).size());
        assertThat(records)
                .extracting(GraphApiTest::created)
                .isSortedAccordingTo((left, right) -> right.compareTo(left));
    }

    @Test
    void usersAndWorkloadsCannotBeAskedForTogether() {
        String both = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'servicePrincipal')";
        refused(BETA_SIGN_INS + "?$filter=" + encoded(both), 400, "BadRequest", "Invalid filter clause");
    }

    @ParameterizedTest
    @ValueSource(strings = {"directoryAudits", "directoryaudits", "DIRECTORYAUDITS"})
    void pathsAreNotCaseSensitive(String name) {
        assertThat(client.drain("/v1.0/auditLogs/" + name)).hasSameSizeAs(truth(StreamKind.ENTRA_DIRECTORY));
    }

    @Test
    void nextLinksChangeTheCaseOfThePathAndEchoUnknownOptions() {
        Answer answer = client.get(SIGN_INS + "?$top=10&=activityDateTime%20ge%202026-01-01T00:00:00Z");
        assertThat(answer.nextLink())
                .hasValueSatisfying(link -> assertThat(link)
                        .startsWith(simulator.baseUri() + "/v1.0/auditLogs/signins?$top=10&=activityDateTime+ge+")
                        .contains("2026-01-01T00%3a00%3a00Z&$skiptoken="));
    }

    @Test
    void unknownOptionsAreIgnoredSoALostFilterReturnsEverything() {
        String lost = "?=" + encoded("createdDateTime ge 2026-03-02T07:59:00Z");
        assertThat(client.drain(SIGN_INS + lost)).hasSameSizeAs(truth(StreamKind.ENTRA_INTERACTIVE));
    }

    @Test
    void timeFiltersSelectExactlyTheirWindow() {
        String filter = "createdDateTime ge 2026-03-02T07:20:00Z and createdDateTime lt 2026-03-02T07:40:00.5Z";
        List<Instant> expected = truth(StreamKind.ENTRA_INTERACTIVE).stream()
                .map(TruthEntry::eventTime)
                .filter(time -> !time.isBefore(Instant.parse("2026-03-02T07:20:00Z"))
                        && time.isBefore(Instant.parse("2026-03-02T07:40:00.5Z")))
                .toList();
        assertThat(client.drain(SIGN_INS + "?$filter=" + encoded(filter)))
                .extracting(GraphApiTest::created)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void recordsCanBeFilteredByTheirFields() {
        String success = "status/errorCode eq 0 and startsWith(userPrincipalName,'a')";
        List<JsonNode> records = client.drain(SIGN_INS + "?$filter=" + encoded(success));
        assertThat(records).isNotEmpty().allSatisfy(record -> {
            assertThat(record.at("/status/errorCode").asInt()).isZero();
            assertThat(record.path("userPrincipalName").asText()).startsWith("a");
        });
        String id = records.get(0).path("id").asText();
        assertThat(client.drain(SIGN_INS + "?$filter=" + encoded("id eq '" + id + "'")))
                .containsExactly(records.get(0));
    }

    @Test
    void orderCanBeAskedForAndIsNewestFirstOtherwise() {
        assertThat(client.drain(SIGN_INS + "?$orderby=createdDateTime"))
                .extracting(GraphApiTest::created)
                .isSorted();
        assertThat(client.drain(SIGN_INS))
                .extracting(GraphApiTest::created)
                .isSortedAccordingTo((left, right) -> right.compareTo(left));
        refused(SIGN_INS + "?$orderby=userId", 400, "BadRequest", "Invalid orderby clause");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createdDateTime ge '2026-03-02T07:00:00Z'",
                "createdDateTime ge 2025-11-30T07:00:00Z",
                "createdDateTime ne 2026-03-02T07:00:00Z",
                "createdDateTime ge",
                "createdDateTime ge 2026-03-02T07:00:00Z and",
                "(createdDateTime ge 2026-03-02T07:00:00Z",
                "startsWith(userId,'a')"
            })
    void invalidFiltersAreRefused(String filter) {
        refused(SIGN_INS + "?$filter=" + encoded(filter), 400, "BadRequest", "Invalid filter clause");
    }

    @Test
    void v1KnowsNoSignInTypes() {
        String filter = encoded("signInEventTypes/any(t: t eq 'servicePrincipal')");
        refused(
                SIGN_INS + "?$filter=" + filter,
                400,
                "BadRequest",
                "Could not find a property named 'signInEventTypes' on type 'microsoft.graph.signIn'.");
    }

    @Test
    void provisioningTakesStrictBoundsOnly() {
        String strict = "activityDateTime gt 2026-03-02T06:59:59Z and activityDateTime lt 2026-03-02T08:00:01Z";
        assertThat(client.drain("/v1.0/auditLogs/provisioning?$filter=" + encoded(strict)))
                .hasSameSizeAs(truth(StreamKind.ENTRA_PROVISIONING));
        for (String operator : List.of("ge", "le")) {
            String filter = "activityDateTime " + operator + " 2026-03-02T07:00:00Z";
            refused(
                    "/v1.0/auditLogs/provisioning?$filter=" + encoded(filter),
                    400,
                    "BadRequest",
                    "Invalid filter clause");
        }
    }

    @Test
    void pageSizeHasACap() {
        assertThat(client.get(SIGN_INS + "?$top=50").json().path("value")).hasSize(50);
        refused(
                SIGN_INS + "?$top=51",
                400,
                "BadRequest",
                "Invalid page size specified: '51'. Must be between 1 and 50 inclusive.");
    }

    @Test
    void skippingIsNotAllowed() {
        assertThat(client.get(SIGN_INS + "?$skip=5").body()).contains("Query option 'Skip' is not allowed.");
    }

    @Test
    void skiptokensRunOutAfterFiveMinutes() {
        String link = client.get(SIGN_INS).nextLink().orElseThrow();
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(client.get(link).status()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        refused(link, 400, "", "Token not found: token is either invalid or expired");
    }

    @Test
    void anEmptySkiptokenIsRefused() {
        refused(SIGN_INS + "?$skiptoken=", 400, "UnknownError", "Invalid Skip Token, skip token is null");
    }

    @Test
    void withoutAnOrderArrivalsShiftThePagesUnderTheReader() {
        Answer first = client.get(SIGN_INS);
        String last = first.json().path("value").path(49).path("id").asText();
        clock.advance(Duration.ofMinutes(2));
        assertThat(client.get(first.nextLink().orElseThrow()).json().path("value"))
                .extracting(record -> record.path("id").asText())
                .contains(last);
    }

    @Test
    void withAnOrderThePagesShowTheMomentOfTheFirst() {
        int before = truth(StreamKind.ENTRA_INTERACTIVE).size();
        Answer first = client.get(SIGN_INS + "?$orderby=createdDateTime%20desc");
        clock.advance(Duration.ofMinutes(2));
        assertThat(50 + client.drain(first.nextLink().orElseThrow()).size()).isEqualTo(before);
    }

    @Test
    void emptyAndShortPagesLoseNothing() {
        restart(options()
                .reports(ReportOptions.builder()
                        .mostRecords(50)
                        .emptyPageProbability(0.3)
                        .shortPageProbability(0.5)
                        .flickerProbability(0)
                        .withoutRateLimit()
                        .build())
                .build());
        assertThat(client.drain(SIGN_INS)).hasSameSizeAs(truth(StreamKind.ENTRA_INTERACTIVE));
        assertThat(simulator.statistics().requests()).isGreaterThan(12);
    }

    @Test
    void flickeringRecordsComeBack() {
        restart(options()
                .reports(ReportOptions.builder()
                        .emptyPageProbability(0)
                        .shortPageProbability(0)
                        .flickerProbability(0.2)
                        .withoutRateLimit()
                        .build())
                .build());
        int all = truth(StreamKind.ENTRA_INTERACTIVE).size();
        List<JsonNode> once = client.drain(SIGN_INS);
        assertThat(once.size()).isBetween(all / 2, all - 1);
        Set<JsonNode> seen = new HashSet<>(once);
        for (int look = 0; look < 20; look++) {
            seen.addAll(client.drain(SIGN_INS));
        }
        assertThat(seen).hasSize(all);
    }

    @Test
    void theSixthRequestInTenSecondsIsThrottledForTheTenant() {
        restart(options().reports(ReportOptions.documented()).build());
        for (int request = 0; request < 5; request++) {
            String path = request % 2 == 0 ? SIGN_INS : "/v1.0/auditLogs/provisioning";
            assertThat(client.get(path).status()).isEqualTo(200);
        }
        Answer sixth = client.get(SIGN_INS);
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.header("Retry-After")).hasValue("10");
        assertThat(sixth.json().at("/error/code").asText()).isEqualTo("UnknownError");
        assertThat(simulator.statistics().rateViolations()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(client.get(SIGN_INS).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"ABSENT,", "HTTP_DATE, 'Mon, 02 Mar 2026 08:00:10 GMT'"})
    void retryAfterHasSeveralForms(RetryAfterStyle style, String expected) {
        restart(options()
                .reports(ReportOptions.builder().retryAfterStyle(style).build())
                .build());
        for (int request = 0; request < 5; request++) {
            client.get(SIGN_INS);
        }
        assertThat(client.get(SIGN_INS).header("Retry-After").orElse(null)).isEqualTo(expected);
    }

    @Test
    void tokensAreCheckedForPresenceAudienceAndLifetime() {
        ApiClient nobody = new ApiClient(simulator);
        assertThat(nobody.get(SIGN_INS).json().at("/error/code").asText()).isEqualTo("InvalidAuthenticationToken");
        nobody.useToken(nobody.newToken(ApiClient.OFFICE365));
        assertThat(nobody.get(SIGN_INS).json().at("/error/message").asText()).contains("Invalid audience");
        nobody.useToken("a.b.c");
        assertThat(nobody.get(SIGN_INS).status()).isEqualTo(401);
        clock.advance(Duration.ofHours(1));
        refused(SIGN_INS, 401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
    }

    @Test
    void aTokenWithoutRolesIsForbiddenToRead() {
        restart(options()
                .clients(List.of(SimulatorOptions.defaultClient().withRoles(Set.of())))
                .build());
        refused(
                SIGN_INS,
                403,
                "Authentication_MSGraphPermissionMissing",
                "Calling principal does not have required MSGraph permissions AuditLog.Read.All");
    }

    @Test
    void directoryAuditsNeedTheDirectoryRoleToo() {
        ClientRegistration few = SimulatorOptions.defaultClient().withRoles(Set.of("AuditLog.Read.All"));
        restart(options().clients(List.of(few)).build());
        assertThat(client.get(SIGN_INS).status()).isEqualTo(200);
        refused(
                "/v1.0/auditLogs/directoryAudits",
                403,
                "Authentication_MSGraphPermissionMissing",
                "Calling principal does not have required MSGraph permissions Directory.Read.All");
    }

    @Test
    void revisionsAreServedUnderTheSameIdWithOtherContent() {
        restart(options().revisionProbability(0.3).generationEnd(Duration.ZERO).build());
        List<JsonNode> before = client.drain(SIGN_INS);
        clock.advance(Duration.ofHours(12));
        client.useToken(client.newToken(GRAPH));
        List<JsonNode> after = client.drain(SIGN_INS);
        assertThat(after)
                .extracting(record -> record.path("id").asText())
                .containsExactlyElementsOf(before.stream()
                        .map(record -> record.path("id").asText())
                        .toList());
        assertThat(after).isNotEqualTo(before);
        assertThat(truth(StreamKind.ENTRA_INTERACTIVE).stream().map(TruthEntry::contentHash))
                .containsAll(before.stream().map(CanonicalJson::hash).toList())
                .containsAll(after.stream().map(CanonicalJson::hash).toList());
    }

    @Test
    void timesHaveTiesAndZeroToSevenDigits() {
        List<JsonNode> records = client.drain(SIGN_INS);
        assertThat(records)
                .extracting(record -> record.path("createdDateTime")
                        .asText()
                        .replaceAll(".*:\\d\\d\\.?(\\d*)Z", "$1")
                        .length())
                .contains(0, 3, 7);
    }

    @Test
    void recordsHaveTheSizeOfRealOnes() {
        assertThat(client.drain(SIGN_INS))
                .extracting(record -> record.toString().length())
                .allSatisfy(size -> assertThat(size).isBetween(2000, 12_000));
    }

    @Test
    void eventsOlderThanTheRetentionAreGone() {
        restart(options()
                .reports(ReportOptions.builder()
                        .retention(Duration.ofMinutes(30))
                        .withoutRateLimit()
                        .build())
                .build());
        assertThat(client.drain(SIGN_INS))
                .isNotEmpty()
                .extracting(GraphApiTest::created)
                .allSatisfy(time -> assertThat(time).isAfterOrEqualTo(START.minus(Duration.ofMinutes(30))));
    }

    @Test
    void windowsThatAreTooWideTimeOut() {
        restart(options()
                .reports(ReportOptions.builder()
                        .widestWindow(Duration.ofMinutes(30))
                        .withoutRateLimit()
                        .build())
                .build());
        String narrow = "createdDateTime ge 2026-03-02T07:00:00Z and createdDateTime lt 2026-03-02T07:29:00Z";
        assertThat(client.get(SIGN_INS + "?$filter=" + encoded(narrow)).status())
                .isEqualTo(200);
        refused(SIGN_INS, 504, "UnknownError", "");
    }

    @Test
    void betaNextLinksStayInBeta() {
        assertThat(client.get("/beta/auditLogs/directoryAudits?$top=1")
                        .nextLink()
                        .orElseThrow())
                .startsWith(simulator.baseUri() + "/beta/auditLogs/directoryaudits?");
    }

    @Test
    void unknownSegmentsAreNotFound() {
        refused("/v1.0/auditLogs/signups", 404, "BadRequest", "Resource not found for the segment 'signups'.");
    }

    private List<TruthEntry> truth(StreamKind stream) {
        return simulator.truth().entries(TruthQuery.ALL.ofStream(stream));
    }

    private void refused(String target, int status, String code, String message) {
        Answer answer = client.get(target);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.json().at("/error/message").asText()).isEqualTo(message);
        assertThat(answer.json().at("/error/innerError/date").asText()).doesNotEndWith("Z");
    }

    private static Instant created(JsonNode record) {
        return Instant.parse(record.path("createdDateTime").asText());
    }
}
