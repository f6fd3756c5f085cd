package io.rollcall.sim;

import static io.rollcall.sim.ApiClient.GRAPH;
import static io.rollcall.sim.ApiClient.OFFICE365;
import static io.rollcall.sim.ApiClient.TENANT;
import static io.rollcall.sim.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.ApiClient.Answer;
import io.rollcall.sim.clock.ManualClock;
import io.rollcall.sim.clock.SimulatedClock;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.fault.FaultRule;
import io.rollcall.sim.fault.RetryAfterStyle;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.office365.Office365Options;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultsTest {
    private static final String SIGN_INS = "/v1.0/auditLogs/signIns";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ManualClock clock = SimulatedClock.manual(Instant.parse("2026-03-02T08:00:00Z"));
    private final Simulator simulator = Simulator.start(SimulatorOptions.builder()
            .clock(clock)
            .drift(DriftModel.named("none"))
            .eventsPerSecond(0.2)
            .reports(ReportOptions.builder().mostRecords(20).withoutRateLimit().build())
            .office365(Office365Options.builder().subscribedFromStart().build())
            .build());
    private final ApiClient client = ApiClient.of(simulator, GRAPH);

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, 429, UnknownError",
        "SERVICE_UNAVAILABLE, 503, serviceNotAvailable",
        "GATEWAY_TIMEOUT, 504, UnknownError",
        "UNAUTHORIZED, 401, InvalidAuthenticationToken",
        "LICENCE_REFUSED, 403, Authentication_RequestFromNonPremiumTenantOrB2CTenant"
    })
    void refusalsHaveTheBodiesOfTheApi(FaultKind kind, int status, String code) {
        script(FaultRule.onRequest(1, "auditLogs", Fault.of(kind)));
        Answer answer = client.get(SIGN_INS);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.header("Retry-After")).isEmpty();
        assertThat(client.get(SIGN_INS).status()).isEqualTo(200);
        assertThat(simulator.statistics().faults()).containsEntry(kind, 1L);
    }

    @Test
    void refusalsCanSayWhenToComeBack() {
        Fault busy = Fault.of(FaultKind.SERVICE_UNAVAILABLE)
                .withRetryAfter(RetryAfterStyle.SECONDS, Duration.ofMillis(2500));
        script(FaultRule.onRequest(1, "", busy));
        assertThat(client.get(SIGN_INS).header("Retry-After")).hasValue("3");
    }

    @Test
    void aBurstHitsSeveralRequestsInARow() {
        script(FaultRule.onRequest(2, 3, "auditLogs", Fault.of(FaultKind.THROTTLED)));
        List<Integer> statuses = new ArrayList<>();
        for (int request = 0; request < 6; request++) {
            statuses.add(client.get(SIGN_INS).status());
        }
        assertThat(statuses).containsExactly(200, 429, 429, 429, 200, 200);
    }

    @Test
    void frontDoorsAnswerInHtml() {
        script(FaultRule.onRequest(1, "", Fault.of(FaultKind.HTML_ERROR)));
        Answer answer = client.get(SIGN_INS);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Content-Type")).hasValue("text/html");
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void theBodyCanEndHalfWay() {
        script(FaultRule.onRequest(1, "", Fault.of(FaultKind.TRUNCATED_BODY)));
        assertThatThrownBy(() -> client.exchange(SIGN_INS, LONG))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void theConnectionCanBeReset() throws IOException {
        script(FaultRule.onRequest(1, "", Fault.of(FaultKind.CONNECTION_RESET)));
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUri().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + SIGN_INS + " HTTP/1.1\r\nHost: sim\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void headersCanStallLongerThanAClientWaits() {
        script(FaultRule.onRequest(1, "", Fault.of(FaultKind.SLOW_HEADERS)));
        assertThatThrownBy(() -> client.exchange(SIGN_INS, Duration.ofMillis(200)))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void theBodyCanStallInTheMiddle() throws Exception {
        Duration stall = Duration.ofMillis(300);
        script(FaultRule.onRequest(1, "", Fault.of(FaultKind.SLOW_BODY).withDelay(stall)));
        long begin = System.nanoTime();
        assertThat(client.exchange(SIGN_INS, LONG).body()).endsWith("}");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(stall);
    }

    @Test
    void nextLinksCanLeadNowhereElsewhereOrInCircles() {
        script(
                FaultRule.onRequest(1, "", Fault.of(FaultKind.SELF_LINK)),
                FaultRule.onRequest(2, "", Fault.of(FaultKind.FOREIGN_LINK)),
                FaultRule.onRequest(3, "", Fault.of(FaultKind.EMPTY_SKIPTOKEN)));
        assertThat(client.get(SIGN_INS).nextLink()).hasValue(simulator.baseUri() + SIGN_INS);
        assertThat(client.get(SIGN_INS).nextLink().orElseThrow()).startsWith("https://attacker.invalid/v1.0/");
        assertThat(client.get(SIGN_INS).nextLink().orElseThrow()).endsWith("$skiptoken=");
    }

    @Test
    void aContinuationCanBeTakenForExpired() {
        script(FaultRule.onRequest(1, "skiptoken", Fault.of(FaultKind.SKIPTOKEN_EXPIRED)));
        String link = client.get(SIGN_INS).nextLink().orElseThrow();
        assertThat(client.get(link).json().at("/error/message").asText()).startsWith("Token not found");
        assertThat(client.get(link).status()).isEqualTo(200);
    }

    @Test
    void theFilterCanBeIgnored() {
        String none = "?$filter=" + encoded("createdDateTime ge 2026-03-02T08:00:00Z");
        assertThat(client.get(SIGN_INS + none).json().path("value")).isEmpty();
        script(FaultRule.onRequest(1, "", Fault.of(FaultKind.FILTER_IGNORED)));
        assertThat(client.get(SIGN_INS + none).json().path("value")).hasSize(20);
    }

    @Test
    void theTokenEndpointCanBeDown() {
        script(FaultRule.onRequest(1, "oauth2", Fault.of(FaultKind.TOKEN_ENDPOINT_DOWN)));
        Answer answer = client.post("/" + TENANT + "/oauth2/v2.0/token", "");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("error").asText()).isEqualTo("temporarily_unavailable");
    }

    @Test
    void blobsCanBeMissingBrokenForeignOrThrottledAsForbidden() {
        client.useToken(client.newToken(OFFICE365));
        script(
                FaultRule.onRequest(1, "/content", Fault.of(FaultKind.FOREIGN_CONTENT_URI)),
                FaultRule.onRequest(1, "/audit/", Fault.of(FaultKind.BLOB_MISSING)),
                FaultRule.onRequest(2, "/audit/", Fault.of(FaultKind.BLOB_BROKEN)),
                FaultRule.onRequest(3, "/audit/", Fault.of(FaultKind.THROTTLED_AS_FORBIDDEN)));
        String content =
                "/api/v1.0/" + TENANT + "/activity/feed/subscriptions/content?contentType=Audit.AzureActiveDirectory";
        assertThat(client.get(content).json().at("/0/contentUri").asText())
                .startsWith("https://attacker.invalid/api/v1.0/");
        String blob = client.get(content).json().at("/0/contentUri").asText();
        assertThat(client.get(blob).body()).contains("AF20050");
        assertThat(client.get(blob).status()).isEqualTo(500);
        assertThat(client.get(blob).body()).contains("AF429").contains("GetBlob");
        assertThat(client.get(blob).status()).isEqualTo(200);
    }

    @Test
    void errorCodesCanBeGarbled() {
        client.useToken(client.newToken(OFFICE365));
        script(FaultRule.onRequest(1, "list", Fault.of(FaultKind.GARBLED_ERROR)));
        Answer answer = client.get("/api/v1.0/" + TENANT + "/activity/feed/subscriptions/list");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/code").asText()).startsWith("StartSubscription [CorrId=");
        assertThat(answer.json().at("/error/message").asText()).contains("does not exist.");
    }

    @Test
    void stickyFaultsHitTheSamePathsForEver() {
        client.useToken(client.newToken(OFFICE365));
        script(FaultRule.always(0.5, "/audit/", Fault.of(FaultKind.BLOB_BROKEN)));
        String content = "/api/v1.0/" + TENANT + "/activity/feed/subscriptions/content?contentType=Audit.SharePoint";
        List<Integer> first = statuses(content);
        assertThat(first).contains(200, 500);
        assertThat(statuses(content)).isEqualTo(first);
    }

    @Test
    void probabilisticFaultsRepeatWithTheSeed() {
        FaultRule rule = FaultRule.sometimes(0.5, "auditLogs", Fault.of(FaultKind.SERVICE_UNAVAILABLE));
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            script(rule);
            List<Integer> statuses = new ArrayList<>();
            for (int request = 0; request < 20; request++) {
                statuses.add(client.get(SIGN_INS).status());
            }
            runs.add(statuses);
        }
        assertThat(runs.get(0)).contains(200, 503).isEqualTo(runs.get(1));
    }

    @Test
    void answersAreCompressedForThoseWhoAcceptIt() throws IOException {
        Answer answer = client.get(SIGN_INS, "Accept-Encoding", "gzip");
        assertThat(answer.header("Content-Encoding")).hasValue("gzip");
        byte[] body = answer.response().body();
        String text =
                new String(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo(client.get(SIGN_INS).body().replaceAll("skiptoken=[^\"]*", skiptoken(text)));
    }

    @Test
    void otherProcessesCanPostFaults() {
        Answer posted = client.post(
                "/simulator/faults",
                "[{\"path\":\"auditLogs\",\"fault\":\"throttled\",\"nth\":1,\"retryAfterSeconds\":7}]");
        assertThat(posted.body()).isEqualTo("{\"rules\":1}");
        Answer hit = client.get(SIGN_INS);
        assertThat(hit.status()).isEqualTo(429);
        assertThat(hit.header("Retry-After")).hasValue("7");
        assertThat(client.get(SIGN_INS).status()).isEqualTo(200);
        Answer wrong = client.post("/simulator/faults", "[{\"fault\":\"gremlin\"}]");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("gremlin").contains("CONNECTION_RESET");
    }

    @Test
    void theClockOfTheApiCanBeWrong() {
        try (Simulator skewed = Simulator.start(SimulatorOptions.builder()
                .clock(clock)
                .clockSkew(Duration.ofMinutes(-7))
                .build())) {
            assertThat(new ApiClient(skewed).get("/nothing").header("Date")).hasValue("Mon, 02 Mar 2026 07:53:00 GMT");
            assertThat(new ApiClient(skewed)
                            .get("/simulator/clock")
                            .json()
                            .path("now")
                            .asText())
                    .isEqualTo("2026-03-02T08:00:00Z");
        }
    }

    @Test
    void unpopulatedStreamsAreEmpty() {
        try (Simulator sparse = Simulator.start(SimulatorOptions.builder()
                .clock(clock)
                .only(StreamKind.ENTRA_DIRECTORY)
                .build())) {
            assertThat(ApiClient.of(sparse, GRAPH).drain(SIGN_INS)).isEmpty();
        }
    }

    private void script(FaultRule... rules) {
        simulator.replaceFaults(List.of(rules));
    }

    private List<Integer> statuses(String content) {
        List<Integer> statuses = new ArrayList<>();
        for (JsonNode item : client.get(content).json()) {
            statuses.add(client.get(item.path("contentUri").asText()).status());
        }
        return statuses;
    }

    private static String skiptoken(String text) {
        return java.util.regex.Matcher.quoteReplacement(text.replaceFirst("(?s).*(skiptoken=[^\"]*).*", "$1"));
    }
}
