package io.rollcall.sim;

import static io.rollcall.sim.ApiClient.OFFICE365;
import static io.rollcall.sim.ApiClient.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.ApiClient.Answer;
import io.rollcall.sim.clock.ManualClock;
import io.rollcall.sim.clock.SimulatedClock;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.office365.Office365Options;
import io.rollcall.sim.truth.CanonicalJson;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class Office365ApiTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final String FEED = "/api/v1.0/" + TENANT + "/activity/feed";
    private static final String WINDOW = "&startTime=2026-03-02T06:00:00&endTime=2026-03-02T12:00:00";
    private static final StreamKind SHAREPOINT = StreamKind.OFFICE365_SHAREPOINT;

    private final ManualClock clock = SimulatedClock.manual(START);
    private Simulator simulator = Simulator.start(options(Office365Options.builder()));
    private ApiClient client = ApiClient.of(simulator, OFFICE365);

    private SimulatorOptions options(Office365Options.Builder office365) {
        return SimulatorOptions.builder()
                .clock(clock)
                .drift(DriftModel.named("none"))
                .eventsPerSecond(1)
                .only(StreamKind.blobStreams().toArray(StreamKind[]::new))
                .office365(office365.build())
                .build();
    }

    private void restart(SimulatorOptions options) {
        simulator.close();
        simulator = Simulator.start(options);
        client = ApiClient.of(simulator, OFFICE365);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "OFFICE365_AZURE_ACTIVE_DIRECTORY",
                "OFFICE365_EXCHANGE",
                "OFFICE365_SHAREPOINT",
                "OFFICE365_GENERAL",
                "OFFICE365_DLP"
            })
    void allBlobsTogetherAreExactlyTheTruth(StreamKind stream) {
        start(stream);
        Set<String> expected = new HashSet<>();
        simulator
                .truth()
                .entries(TruthQuery.ALL.ofStream(stream).shownBefore(START))
                .forEach(entry -> expected.add(entry.contentHash()));
        Set<String> read = new HashSet<>();
        items(stream, WINDOW).forEach(item -> records(item).forEach(record -> read.add(CanonicalJson.hash(record))));
        assertThat(read).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void theTruthNamesTheBlobThatFirstHoldsARecord() {
        start(SHAREPOINT);
        List<JsonNode> items = items(SHAREPOINT, WINDOW);
        TruthEntry entry = simulator
                .truth()
                .entries(TruthQuery.ALL.ofStream(SHAREPOINT).shownBefore(START))
                .get(0);
        TruthEntry.Blob blob = entry.blob().orElseThrow();
        JsonNode item = items.stream()
                .filter(candidate -> candidate.path("contentId").asText().equals(blob.contentId()))
                .findFirst()
                .orElseThrow();
        assertThat(Instant.parse(item.path("contentCreated").asText())).isEqualTo(blob.created());
        assertThat(records(item)).extracting(CanonicalJson::hash).contains(entry.contentHash());
        assertThat(blob.contentId()).contains("$audit_sharepoint$Audit_SharePoint$na00");
    }

    @Test
    void subscriptionsAreStartedListedAndStopped() {
        assertThat(client.get(FEED + "/subscriptions/list").body()).isEqualTo("[]");
        Answer started = start(SHAREPOINT);
        assertThat(started.body())
                .isEqualTo("{\"contentType\":\"Audit.SharePoint\",\"status\":\"enabled\",\"webhook\":null}");
        refused(start(SHAREPOINT), 400, "AF20024");
        assertThat(client.get(FEED + "/subscriptions/list").body()).isEqualTo("[" + started.body() + "]");
        Answer stopped = client.post(FEED + "/subscriptions/stop?contentType=Audit.SharePoint", "");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.body()).isEmpty();
        refused(client.post(FEED + "/subscriptions/stop?contentType=Audit.SharePoint", ""), 400, "AF20022");
        refused(client.get(content(SHAREPOINT, WINDOW)), 400, "AF20022");
    }

    @Test
    void contentCreatedBetweenStopAndStartIsGone() {
        start(SHAREPOINT);
        client.post(FEED + "/subscriptions/stop?contentType=Audit.SharePoint", "");
        Instant stopped = clock.instant();
        Instant restarted = clock.advance(Duration.ofMinutes(30));
        start(SHAREPOINT);
        clock.advance(Duration.ofMinutes(20));
        List<Instant> created = items(SHAREPOINT, WINDOW).stream()
                .map(item -> Instant.parse(item.path("contentCreated").asText()))
                .toList();
        assertThat(created)
                .anyMatch(time -> time.isBefore(stopped))
                .anyMatch(time -> time.isAfter(restarted))
                .noneMatch(time -> !time.isBefore(stopped) && time.isBefore(restarted));
    }

    @Test
    void anAdminCanDisableASubscriptionInMidRun() {
        restart(options(Office365Options.builder().disabledAfter(Map.of(SHAREPOINT, Duration.ofMinutes(5)))));
        start(SHAREPOINT);
        String blob = items(SHAREPOINT, WINDOW).get(0).path("contentUri").asText();
        clock.advance(Duration.ofMinutes(5));
        refused(client.get(content(SHAREPOINT, WINDOW)), 400, "AF20023");
        refused(client.get(blob), 400, "AF20023");
        assertThat(client.get(FEED + "/subscriptions/list").body()).contains("\"status\":\"disabled\"");
        assertThat(start(SHAREPOINT).status()).isEqualTo(200);
        assertThat(client.get(content(SHAREPOINT, WINDOW)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "&startTime=2026-03-01T07:00:00&endTime=2026-03-02T08:00:00, AF20030",
        "&startTime=2026-02-20&endTime=2026-02-20T10:00, AF20030",
        "&startTime=2026-03-02T07:00:00, AF20030",
        "&startTime=2026-03-02T07:00:00&endTime=2026-03-02T07:00:00, AF20055",
        "&startTime=2026-03-02T07:00:00Z&endTime=2026-03-02T08:00:00, AF20002",
        "&startTime=2026-03-02T07:00:00&endTime=2026-03-02T08:00:00&nextPage=bogus, AF20031"
    })
    void wrongWindowsAreRefused(String query, String code) {
        start(SHAREPOINT);
        refused(client.get(content(SHAREPOINT, query)), 400, code);
    }

    @Test
    void aWindowOfMoreThanADayCanGivePartialContentInstead() {
        restart(options(Office365Options.builder().wideWindowsPartial()));
        start(SHAREPOINT);
        int all = items(SHAREPOINT, WINDOW).size();
        String wide = "&startTime=2026-03-01T07:00:00&endTime=2026-03-02T12:00:00";
        assertThat(items(SHAREPOINT, wide)).hasSize(all / 2);
    }

    @Test
    void adjacentWindowsTileAndTheDefaultIsTheLastDay() {
        start(SHAREPOINT);
        List<JsonNode> tiled = new ArrayList<>();
        tiled.addAll(items(SHAREPOINT, "&startTime=2026-03-02T06:00&endTime=2026-03-02T07:30:00"));
        tiled.addAll(items(SHAREPOINT, "&startTime=2026-03-02T07:30:00&endTime=2026-03-03"));
        assertThat(tiled).doesNotHaveDuplicates();
        assertThat(Set.copyOf(items(SHAREPOINT, ""))).isEqualTo(Set.copyOf(tiled));
    }

    @Test
    void pagingIsByAHeaderThatLeadsToAnotherPath() {
        restart(options(Office365Options.builder().listingPageSize(7)));
        start(SHAREPOINT);
        List<JsonNode> items = new ArrayList<>();
        Optional<String> next = Optional.of(content(SHAREPOINT, WINDOW));
        while (next.isPresent()) {
            Answer answer = client.get(next.get());
            answer.json().forEach(items::add);
            next = answer.header("NextPageUri");
            next.ifPresent(uri -> assertThat(uri)
                    .startsWith(simulator.baseUri() + "/api/v1/" + TENANT)
                    .doesNotContain("PublisherIdentifier"));
        }
        assertThat(items)
                .doesNotHaveDuplicates()
                .hasSize(items(SHAREPOINT, WINDOW).size());
    }

    @Test
    void theNameOfThePagingHeaderChangesItsCase() throws IOException {
        restart(options(Office365Options.builder().listingPageSize(1)));
        start(SHAREPOINT);
        String request = "GET " + content(SHAREPOINT, WINDOW) + " HTTP/1.1\r\nHost: sim\r\nConnection: close\r\n"
                + "Authorization: Bearer " + client.newToken(OFFICE365) + "\r\n\r\n";
        Set<String> names = new HashSet<>();
        for (int look = 0; look < 10; look++) {
            int port = simulator.baseUri().getPort();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                answer.lines()
                        .map(line -> line.replaceFirst(":.*", ""))
                        .filter(name -> name.equalsIgnoreCase("NextPageUri"))
                        .forEach(names::add);
            }
        }
        assertThat(names).hasSizeGreaterThan(2);
    }

    @Test
    void someBlobsAreListedLongAfterTheyWereCreated() {
        restart(options(Office365Options.builder().lateListing(0.5, Duration.ofHours(1))));
        start(SHAREPOINT);
        String old = "&startTime=2026-03-02T06:00:00&endTime=2026-03-02T08:00:00";
        Set<JsonNode> before = Set.copyOf(items(SHAREPOINT, old));
        clock.advance(Duration.ofMinutes(50));
        assertThat(items(SHAREPOINT, old)).containsAll(before).hasSizeGreaterThan(before.size() + 5);
    }

    @Test
    void recordsAreRepeatedInLaterBlobsWithTheirFieldsInAnotherOrder() {
        restart(options(Office365Options.builder().repeatProbability(0.3)));
        start(SHAREPOINT);
        List<JsonNode> records = new ArrayList<>();
        items(SHAREPOINT, WINDOW).forEach(item -> records(item).forEach(records::add));
        Set<String> texts = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        records.forEach(record -> {
            texts.add(record.toString());
            hashes.add(CanonicalJson.hash(record));
        });
        assertThat(hashes).hasSizeLessThan(records.size());
        assertThat(texts).hasSizeGreaterThan(hashes.size());
    }

    @Test
    void someGeneralRecordsHaveNoIdOrAnUnknownType() {
        restart(options(Office365Options.builder().missingIdProbability(0.2).unknownTypeProbability(0.2)));
        start(StreamKind.OFFICE365_GENERAL);
        List<JsonNode> records = new ArrayList<>();
        items(StreamKind.OFFICE365_GENERAL, WINDOW)
                .forEach(item -> records(item).forEach(records::add));
        assertThat(records).anyMatch(record -> !record.has("Id"));
        assertThat(records).anyMatch(record -> record.path("RecordType").asInt() > 80_000);
    }

    @Test
    void blobsAreRefusedWhenUnknownMalformedOrExpired() {
        start(SHAREPOINT);
        String blob = items(SHAREPOINT, WINDOW).get(0).path("contentUri").asText();
        refused(client.get(blob.replaceFirst("na00..$", "na0055")), 404, "AF20050");
        refused(client.get(FEED + "/audit/nonsense"), 400, "AF20052");
        clock.advance(Duration.ofDays(21));
        client.useToken(client.newToken(OFFICE365));
        refused(client.get(blob), 400, "AF20051");
    }

    @Test
    void aBlobIsNotThereBeforeItIsListed() {
        start(SHAREPOINT);
        TruthEntry late = simulator.truth().entries(TruthQuery.ALL.ofStream(SHAREPOINT)).stream()
                .filter(entry -> entry.visibleTime().isAfter(START))
                .findFirst()
                .orElseThrow();
        String path = FEED + "/audit/" + late.blob().orElseThrow().contentId();
        refused(client.get(path), 404, "AF20050");
        clock.advance(Duration.between(START, late.visibleTime()));
        client.useToken(client.newToken(OFFICE365));
        assertThat(client.get(path + "?PublisherIdentifier=" + TENANT).status()).isEqualTo(200);
    }

    @Test
    void notificationsListTheSameContent() {
        start(SHAREPOINT);
        List<JsonNode> notified = new ArrayList<>();
        client.get(FEED + "/subscriptions/notifications?contentType=Audit.SharePoint" + WINDOW)
                .json()
                .forEach(notified::add);
        assertThat(notified)
                .hasSameSizeAs(client.get(content(SHAREPOINT, WINDOW)).json())
                .allSatisfy(item ->
                        assertThat(item.path("notificationStatus").asText()).isEqualTo("success"));
    }

    @Test
    void wrongTenantsContentTypesAndTokensAreRefused() {
        refused(client.get("/api/v1.0/contoso.example/activity/feed/subscriptions/list"), 400, "AF20013");
        refused(
                client.get("/api/v1.0/99999999-2222-4333-8444-555555555555/activity/feed/subscriptions/list"),
                400,
                "AF20010");
        refused(client.post(FEED + "/subscriptions/start?contentType=Audit.Nothing", ""), 400, "AF20020");
        refused(client.post(FEED + "/subscriptions/start", ""), 400, "AF20001");
        clock.advance(Duration.ofHours(1));
        Answer expired = client.get(FEED + "/subscriptions/list");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.body()).isEqualTo("{\"Message\":\"Authorization has been denied for this request.\"}");
    }

    @Test
    void theRoleIsNeeded() {
        restart(SimulatorOptions.builder()
                .clock(clock)
                .clients(List.of(SimulatorOptions.defaultClient().withRoles(Set.of("AuditLog.Read.All"))))
                .build());
        refused(client.get(FEED + "/subscriptions/list"), 401, "AF10001");
    }

    @Test
    void moreThanTwoThousandRequestsAMinuteAreForbiddenNotThrottled() {
        for (int request = 0; request < 2000; request++) {
            client.get(FEED + "/subscriptions/list");
        }
        Answer answer = client.get(FEED + "/subscriptions/list");
        refused(answer, 403, "AF429");
        assertThat(answer.json().at("/error/message").asText())
                .isEqualTo("Too many requests. Method=ListContent, PublisherId=00000000-0000-0000-0000-000000000000");
        assertThat(client.get(FEED + "/subscriptions/list?PublisherIdentifier=" + TENANT)
                        .status())
                .isEqualTo(200);
        assertThat(simulator.statistics().rateViolations()).isEqualTo(1);
        assertThat(simulator.statistics().publishers()).containsEntry(TENANT, 1L);
        clock.advance(Duration.ofMinutes(1));
        assertThat(client.get(FEED + "/subscriptions/list").status()).isEqualTo(200);
    }

    private Answer start(StreamKind stream) {
        return client.post(FEED + "/subscriptions/start?contentType=" + stream.contentType(), "");
    }

    private static String content(StreamKind stream, String query) {
        return FEED + "/subscriptions/content?contentType=" + stream.contentType() + query;
    }

    private List<JsonNode> items(StreamKind stream, String query) {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> next = Optional.of(content(stream, query));
        while (next.isPresent()) {
            Answer answer = client.get(next.get());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            answer.json().forEach(items::add);
            next = answer.header("NextPageUri");
        }
        return items;
    }

    private JsonNode records(JsonNode item) {
        Answer answer = client.get(item.path("contentUri").asText());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
    }
}
