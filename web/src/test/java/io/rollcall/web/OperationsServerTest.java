package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.OpenNotice;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.selfaudit.Reopened;
import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.selfaudit.SelfAudit;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OperationsServerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SourceTraits TRAITS = new SourceTraits(
            Duration.ofDays(30),
            Duration.ofDays(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            SourceTraits.Revisions.DELIVER,
            Duration.ZERO);

    private final ManualClock clock = new ManualClock(NOW);
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile List<StreamView> streams = List.of(view(read(NOW.minusSeconds(60))));
    private volatile List<SinkView> sinks = List.of();
    private volatile List<StandbyView> standby = List.of();
    private volatile List<ReceiptsView> receipts = List.of();
    private OperationsServer server;

    @BeforeEach
    void open() throws IOException {
        server = new OperationsServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> new View(streams, sinks, standby, receipts),
                "1.2.3",
                clock);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void metricsCountWhatWasDeliveredAndSayHowFar() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains(
                        "rollcall_build_info{version=\"1.2.3\"} 1",
                        "rollcall_events_total{stream=\"fake/contoso/events\"} 2.0",
                        "rollcall_requests_total{outcome=\"answered\",stream=\"fake/contoso/events\"} 17.0",
                        "rollcall_requests_total{outcome=\"throttled\",stream=\"fake/contoso/events\"} 4.0",
                        "rollcall_requests_total{outcome=\"refused\",stream=\"fake/contoso/events\"} 3.0",
                        "rollcall_requests_total{outcome=\"failed\",stream=\"fake/contoso/events\"} 2.0",
                        "rollcall_requests_total{outcome=\"unanswered\",stream=\"fake/contoso/events\"} 1.0",
                        "rollcall_budget_used_ratio{stream=\"fake/contoso/events\"} 0.4",
                        "rollcall_last_look_timestamp_seconds{stream=\"fake/contoso/events\"} 1.77236634E9",
                        "rollcall_open_notices{code=\"throttled\",stream=\"fake/contoso/events\"} 1.0",
                        "rollcall_drift_seconds_bucket{stream=\"fake/contoso/events\",le=\"+Inf\"} 1")
                .doesNotContain("rollcall_complete_through_timestamp_seconds{", "quantile=");
    }

    @Test
    void metricsSayWhatTheSelfAuditHasFound() throws Exception {
        assertThat(get("/metrics").body())
                .contains("rollcall_audit_samples_total{stream=\"fake/contoso/events\"} 0.0")
                .as("nothing is known without a sample")
                .doesNotContain("_upper_ratio{");
        Window window = new Window(NOW.minusSeconds(7200), NOW.minusSeconds(3600));
        SelfAudit audit = new SelfAudit(
                new SampleCounts(10, 1, 3000, 0, 2), Optional.of(NOW), List.of(new Reopened(window, NOW, true)));
        streams = List.of(view(read(NOW).withSelfAudit(audit)));
        assertThat(get("/metrics").body())
                .contains(
                        "rollcall_audit_samples_total{stream=\"fake/contoso/events\"} 10.0",
                        "rollcall_audit_false_claims_total{stream=\"fake/contoso/events\"} 1.0",
                        "rollcall_audit_records_total{stream=\"fake/contoso/events\"} 3000.0",
                        "rollcall_audit_records_absent_total{stream=\"fake/contoso/events\"} 2.0",
                        "rollcall_audit_false_claims_upper_ratio{stream=\"fake/contoso/events\"} 0.394",
                        "rollcall_audit_records_missing_upper_ratio{stream=\"fake/contoso/events\"} 9.98",
                        "rollcall_audit_last_sample_timestamp_seconds{stream=\"fake/contoso/events\"} 1.7723664E9",
                        "rollcall_reopened_windows{stream=\"fake/contoso/events\"} 1.0");
    }

    @Test
    void openMetricsIsSpokenToThoseWhoAskForIt() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/metrics"))
                .header("Accept", "application/openmetrics-text; version=1.0.0")
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    @Test
    void readyMeansThatDataFlows() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(20));
        HttpResponse<String> late = get("/readyz");
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body())
                .contains(
                        "fake/contoso/events",
                        "2026-03-01T11:59:00Z",
                        "throttled: slow down",
                        "forgets what is unread from 2026-03-31T11:59:00Z on");
        streams = List.of(view(read(NOW.plusSeconds(1200))), view(StreamState.beginningAt(NOW)));
        assertThat(get("/readyz").body()).contains("nothing has been read yet");
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void aSinkThatDoesNotAcceptIsInTheWay() throws Exception {
        sinks = List.of(
                new SinkView("archive", 12, 1, 0, 0, 0, Optional.empty(), Optional.empty()),
                new SinkView("siem", 3, 0, 2, 7, 4096, Optional.of(NOW), Optional.of("connection refused")));
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("sink siem: connection refused\n");
        assertThat(get("/metrics").body())
                .contains(
                        "rollcall_sink_accepted_total{sink=\"archive\"} 12.0",
                        "rollcall_sink_refused_total{sink=\"archive\"} 1.0",
                        "rollcall_sink_dropped_total{sink=\"siem\"} 7.0",
                        "rollcall_sink_behind_bytes{sink=\"siem\"} 4096.0",
                        "rollcall_sink_troubled{sink=\"siem\"} 1.0",
                        "rollcall_sink_waiting_timestamp_seconds{sink=\"siem\"} ");
    }

    @Test
    void metricsSayHowSoonSinksAnswer() throws Exception {
        receipts = List.of(
                new ReceiptsView("siem", 3, List.of(1L, 0L, 0L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L), 75.5));
        assertThat(get("/metrics").body())
                .contains(
                        "rollcall_sink_receipt_seconds_bucket{sink=\"siem\",le=\"0.005\"} 1",
                        "rollcall_sink_receipt_seconds_bucket{sink=\"siem\",le=\"0.05\"} 3",
                        "rollcall_sink_receipt_seconds_bucket{sink=\"siem\",le=\"60.0\"} 3",
                        "rollcall_sink_receipt_seconds_bucket{sink=\"siem\",le=\"+Inf\"} 4",
                        "rollcall_sink_receipt_seconds_sum{sink=\"siem\"} 75.5",
                        "rollcall_sink_postponed_total{sink=\"siem\"} 3.0");
    }

    @Test
    void whatIsNotThereOrNotAllowedIsSaid() throws Exception {
        assertThat(get("/metrics/x").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/metrics"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        HttpRequest head = HttpRequest.newBuilder(uri("/readyz"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(head, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aPortInUseIsNamed() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        assertThatThrownBy(() ->
                        new OperationsServer(taken, () -> new View(streams, sinks, standby, receipts), "1", clock))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(":" + server.port())
                .hasMessageContaining("choose another");
    }

    private static StreamState read(Instant look) {
        return StreamState.beginningAt(NOW.minus(Duration.ofHours(1)))
                .withCoverage(Coverage.NONE.swept(new Window(NOW.minus(Duration.ofHours(1)), look), look))
                .counting(new Counters(5, 2, 0, 3, 0, 1, 1))
                .withNotices(List.of(new OpenNotice("throttled", "slow down", NOW)))
                .withLateness(Lateness.NONE.with(
                        List.of(new Lateness.Bounds(Duration.ofSeconds(3), Duration.ofSeconds(90)))));
    }

    private static StreamView view(StreamState state) {
        return new StreamView(
                new StreamId("fake", "contoso", "events"), TRAITS, state, new RequestCounts(17, 4, 3, 2, 1), 0.4);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
