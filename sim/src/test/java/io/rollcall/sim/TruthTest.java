package io.rollcall.sim;

import static io.rollcall.sim.ApiClient.GRAPH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.sim.clock.ManualClock;
import io.rollcall.sim.clock.SimulatedClock;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.oauth.Tenant;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.truth.CanonicalJson;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TruthTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final String SIGN_INS = "/v1.0/auditLogs/signIns";

    @TempDir
    private Path directory;

    private static SimulatorOptions.Builder options(ManualClock clock) {
        return SimulatorOptions.builder()
                .clock(clock)
                .eventsPerSecond(1)
                .reports(ReportOptions.builder().withoutRateLimit().build());
    }

    @Test
    void theSameSeedGivesTheSameTruthAndTheSameBytesHoweverItIsReached() {
        ManualClock oneClock = SimulatedClock.manual(START);
        ManualClock otherClock = SimulatedClock.manual(START);
        try (Simulator one = Simulator.start(options(oneClock).build());
                Simulator other = Simulator.start(options(otherClock).build())) {
            oneClock.advance(Duration.ofMinutes(50));
            for (int minute = 0; minute < 50; minute++) {
                otherClock.advance(Duration.ofMinutes(1));
                other.truth().events();
            }
            assertThat(one.truth().entries(TruthQuery.ALL))
                    .isEqualTo(other.truth().entries(TruthQuery.ALL))
                    .hasSizeGreaterThan(3000);
            assertThat(ApiClient.of(one, GRAPH)
                            .get(SIGN_INS)
                            .json()
                            .path("value")
                            .toString())
                    .isEqualTo(ApiClient.of(other, GRAPH)
                            .get(SIGN_INS)
                            .json()
                            .path("value")
                            .toString());
        }
    }

    @Test
    void anotherSeedGivesAnotherTruth() {
        ManualClock clock = SimulatedClock.manual(START);
        try (Simulator one = Simulator.start(options(clock).seed(1).build());
                Simulator other = Simulator.start(options(clock).seed(2).build())) {
            assertThat(keys(one)).doesNotContainAnyElementsOf(keys(other));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "steady", "bimodal", "outage", "surge", "flood"})
    void onceEverythingIsVisibleTheReportIsTheTruthInItsLastState(String drift) {
        ManualClock clock = SimulatedClock.manual(START);
        try (Simulator simulator = Simulator.start(options(clock)
                .drift(DriftModel.named(drift))
                .eventsPerSecond(0.2)
                .generationEnd(Duration.ofHours(5))
                .build())) {
            clock.advance(Duration.ofDays(6));
            List<String> read = ApiClient.of(simulator, GRAPH).drain(SIGN_INS).stream()
                    .map(CanonicalJson::hash)
                    .toList();
            List<TruthEntry> entries = simulator.truth().entries(TruthQuery.ALL.ofStream(StreamKind.ENTRA_INTERACTIVE));
            List<String> last = entries.stream()
                    .filter(entry -> entries.stream()
                            .noneMatch(other -> other.key().equals(entry.key()) && other.revision() > entry.revision()))
                    .map(TruthEntry::contentHash)
                    .toList();
            assertThat(read).as("drift %s", drift).containsExactlyInAnyOrderElementsOf(last);
        }
    }

    @Test
    void nothingIsVisibleBeforeItsTimeAndEverythingFromThenOn() {
        ManualClock clock = SimulatedClock.manual(START);
        try (Simulator simulator = Simulator.start(options(clock)
                .eventsPerSecond(0.1)
                .revisionProbability(0)
                .tokenLifetime(Duration.ofDays(1))
                .only(StreamKind.ENTRA_INTERACTIVE)
                .build())) {
            ApiClient client = ApiClient.of(simulator, GRAPH);
            for (int look = 0; look < 20; look++) {
                clock.advance(Duration.ofSeconds(97));
                Set<String> shown = new HashSet<>();
                simulator.truth().entries(TruthQuery.ALL).stream()
                        .filter(entry -> !entry.visibleTime().isAfter(clock.instant()))
                        .forEach(entry -> shown.add(entry.key()));
                Set<String> read = new HashSet<>();
                client.drain(SIGN_INS)
                        .forEach(record -> read.add(record.path("id").asText()));
                assertThat(read).isEqualTo(shown);
            }
        }
    }

    @Test
    void theFileHoldsTheWholeTruthAfterClosing() throws Exception {
        ManualClock clock = SimulatedClock.manual(START);
        Path file = directory.resolve("truth.ndjson");
        List<TruthEntry> entries;
        try (Simulator simulator =
                Simulator.start(options(clock).truthFile(file).build())) {
            clock.advance(Duration.ofMinutes(10));
            entries = simulator.truth().entries(TruthQuery.ALL);
        }
        assertThat(Files.readAllLines(file))
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(entry -> entry.json().toString()).toList());
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void theFileGrowsWhileTimePasses() throws Exception {
        ManualClock clock = SimulatedClock.manual(START);
        Path file = directory.resolve("truth.ndjson");
        try (Simulator simulator =
                Simulator.start(options(clock).truthFile(file).build())) {
            clock.advance(Duration.ofMinutes(1));
            long expected = simulator.truth().entries(TruthQuery.ALL).size();
            while (Files.readAllLines(file).size() < expected) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aLineHasTheAgreedMembers() throws Exception {
        ManualClock clock = SimulatedClock.manual(START);
        try (Simulator simulator = Simulator.start(options(clock).build())) {
            JsonNode line = new ObjectMapper()
                    .readTree(simulator
                            .truth()
                            .entries(TruthQuery.ALL.ofStream(StreamKind.OFFICE365_EXCHANGE))
                            .get(0)
                            .json()
                            .toString());
            assertThat(line.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "key",
                            "stream",
                            "tenant",
                            "event_time",
                            "visible_time",
                            "revision",
                            "content_hash",
                            "blob",
                            "content_created");
            assertThat(line.path("stream").asText()).isEqualTo("office365/Audit.Exchange");
            assertThat(Instant.parse(line.path("visible_time").asText()))
                    .isAfterOrEqualTo(Instant.parse(line.path("event_time").asText()));
        }
    }

    @Test
    void otherProcessesCanAskForTheTruthTheStatisticsAndTheTime() {
        ManualClock clock = SimulatedClock.manual(START);
        try (Simulator simulator = Simulator.start(options(clock).build())) {
            ApiClient client = ApiClient.of(simulator, GRAPH);
            String all = client.get("/simulator/truth").body();
            assertThat(all.lines()).hasSameSizeAs(simulator.truth().entries(TruthQuery.ALL));
            String part = client.get("/simulator/truth?before=2026-03-02T07:30:00Z&stream=entra-signins/interactive")
                    .body();
            TruthQuery query = TruthQuery.ALL
                    .ofStream(StreamKind.ENTRA_INTERACTIVE)
                    .happenedBefore(Instant.parse("2026-03-02T07:30:00Z"));
            assertThat(part.lines())
                    .hasSameSizeAs(simulator.truth().entries(query))
                    .isNotEmpty();
            assertThat(client.get("/simulator/truth?stream=nothing").body()).contains("entra-audits/directory");
            assertThat(client.get("/simulator/clock").body()).isEqualTo("{\"now\":\"2026-03-02T08:00:00Z\"}");
            client.get(SIGN_INS + "?$filter="
                    + ApiClient.encoded(
                            "createdDateTime ge 2026-03-02T07:00:00Z and createdDateTime le 2026-03-02T07:15:00Z"));
            JsonNode statistics = client.get("/simulator/statistics").json();
            assertThat(statistics
                            .at("/windows/entra-signins~1interactive/widest_seconds")
                            .asDouble())
                    .isEqualTo(900);
            assertThat(statistics.path("exchanges").toString())
                    .contains("{\"client\":\"" + SimulatorOptions.DEFAULT_CLIENT_ID
                            + "\",\"stream\":\"entra-signins/interactive\",\"status\":200,\"count\":1}");
        }
    }

    @Test
    void tenantsHaveEventsOfTheirOwn() {
        ManualClock clock = SimulatedClock.manual(START);
        Tenant second = new Tenant("22222222-2222-4333-8444-555555555555", "fabrikam.example");
        try (Simulator simulator = Simulator.start(options(clock)
                .tenants(List.of(SimulatorOptions.defaultTenant(), second))
                .build())) {
            TruthQuery ofSecond = TruthQuery.ALL.ofTenant(second.id());
            assertThat(simulator.truth().entries(ofSecond))
                    .isNotEmpty()
                    .extracting(TruthEntry::key)
                    .doesNotContainAnyElementsOf(
                            simulator
                                    .truth()
                                    .entries(TruthQuery.ALL.ofTenant(
                                            SimulatorOptions.defaultTenant().id()))
                                    .stream()
                                    .map(TruthEntry::key)
                                    .toList());
        }
    }

    @Test
    void thereIsAnEventInEveryStreamAtAboutItsShare() {
        ManualClock clock = SimulatedClock.manual(START);
        try (Simulator simulator = Simulator.start(
                options(clock).eventsPerSecond(0.6).history(Duration.ofDays(1)).build())) {
            for (StreamKind stream : StreamKind.values()) {
                long events = simulator.truth().entries(TruthQuery.ALL.ofStream(stream)).stream()
                        .filter(entry -> entry.revision() == 0)
                        .count();
                double expected = 0.6 * 86_400 * stream.defaultShare();
                assertThat((double) events).as(stream.streamName()).isBetween(0.85 * expected, 1.15 * expected);
            }
        }
    }

    private static List<String> keys(Simulator simulator) {
        return simulator.truth().entries(TruthQuery.ALL).stream()
                .map(TruthEntry::key)
                .toList();
    }
}
