package io.rollcall.sinks.sentinel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.options.Secret;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpReceiver;
import io.rollcall.sinks.http.HttpReceiver.Reply;
import io.rollcall.sinks.http.HttpReceiver.Request;
import io.rollcall.sinks.sentinel.SentinelOptions.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Against an endpoint that keeps to Azure's documentation: tokens, rows, no more than 1 MB, throttling. It is its own authority. */
final class SentinelSinkTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String RULE = "dcr-0123456789abcdef0123456789abcdef";
    private static final String INGEST =
            "/dataCollectionRules/" + RULE + "/streams/Custom-Rollcall?api-version=2023-01-01";

    private final ManualClock clock = new ManualClock(Deliveries.TIME);
    private int tokens;

    private Sink sink(URI uri, AzureIdentity identity, Row row) throws SinkUnreachable {
        HttpOptions http =
                new HttpOptions(uri, Duration.ofSeconds(3), 1_000_000, true, Optional.empty(), Optional.empty());
        return SentinelSink.open(
                new SentinelOptions(http, RULE, "Custom-Rollcall", identity, row, "https://monitor.azure.com"), clock);
    }

    private Sink application(URI uri, Row row) throws SinkUnreachable {
        return sink(uri, new AzureIdentity.Application("contoso", "app", new Secret("s&c ret"), uri), row);
    }

    private HttpReceiver receiver(Row row) throws IOException {
        return new HttpReceiver(uri -> application(uri, row), request -> answer(request, row));
    }

    private Reply answer(Request request, Row row) throws IOException {
        if (request.path().equals("/contoso/oauth2/v2.0/token")) {
            assertThat(request.body())
                    .isEqualTo("grant_type=client_credentials&client_id=app&client_secret=s%26c+ret"
                            + "&scope=https%3A%2F%2Fmonitor.azure.com%2F.default");
            return token("3599");
        }
        if (request.path().startsWith("/metadata/identity/oauth2/token?")) {
            assertThat(request.headers().getFirst("Metadata")).isEqualTo("true");
            assertThat(request.path())
                    .contains("api-version=2018-02-01", "resource=https%3A%2F%2Fmonitor.azure.com", "client_id=mine");
            return token("\"86399\"");
        }
        assertThat(request.path()).isEqualTo(INGEST);
        return request.method().equals("HEAD") ? new Reply(405, "", List.of()) : rows(request, row);
    }

    private Reply token(String life) {
        tokens++;
        return new Reply(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":" + life + ",\"access_token\":\"t" + tokens + "\"}",
                List.of());
    }

    private Reply rows(Request request, Row row) throws IOException {
        if (!("Bearer t" + tokens).equals(request.headers().getFirst("Authorization"))) {
            return new Reply(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}", List.of());
        }
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
        if (request.body().getBytes(StandardCharsets.UTF_8).length > 1_048_576) {
            return new Reply(413, "{\"error\":{\"code\":\"ContentLengthLimitExceeded\"}}", List.of());
        }
        List<String> taken = new ArrayList<>();
        for (JsonNode each : MAPPER.readTree(request.body())) {
            if (row == Row.WRAPPED) {
                assertThat(each.path("TimeGenerated").asText()).startsWith("2026-11-24T05:47:00");
                assertThat(each.path("RollcallStream").asText()).isEqualTo(Deliveries.STREAM.toString());
            }
            String text = row == Row.WRAPPED ? each.path("RawData").textValue() : each.toString();
            if (text.contains("poison")) {
                return new Reply(400, "{\"error\":{\"code\":\"InvalidRow\"}}", List.of());
            }
            taken.add(text);
        }
        return new Reply(204, "", taken);
    }

    @Nested
    final class Wrapped extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return SentinelSinkTest.this.receiver(Row.WRAPPED);
        }

        /** Azure would cut it, so that it is refused; {@link #whatAzureWouldCutIsRefusedEvenIfNothingElseIsThere}. */
        @Override
        protected void aHugeEventArrives() {}
    }

    @Test
    void whatAzureWouldCutIsRefusedEvenIfNothingElseIsThere() throws Exception {
        try (HttpReceiver receiver = receiver(Row.WRAPPED);
                Sink sink = receiver.sink()) {
            Receipt receipt = sink.write(Deliveries.numbered("w", 0, 2, 70_000));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(0, 1);
            assertThat(receipt.toString()).contains("Azure cuts a column");
            receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"a\":1}"),
                    Deliveries.event("{\"b\":\"" + "x".repeat(70_000) + "\"}"),
                    Deliveries.event("{\"poison\":1}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1, 2);
            assertThat(receiver.received()).containsExactly("{\"a\":1}");
        }
    }

    @Test
    void requestsHoldNoMoreThanAMegabyteAndAreHalvedIfThatIsStillTooMuch() throws Exception {
        try (HttpReceiver receiver = receiver(Row.WRAPPED);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.numbered("\\\"\\\"\\\"", 0, 300, 10_000);
            receiver.next(413, "{\"error\":{\"code\":\"ContentLengthLimitExceeded\"}}");
            assertThat(sink.write(batch).toString())
                    .contains("TryLater", "no token")
                    .doesNotContain("s&c");
            receiver.next(503, "busy");
            assertThat(sink.write(batch)).isInstanceOf(Receipt.TryLater.class);
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(receiver.received()).isEqualTo(Deliveries.bodies(batch));
            assertThat(receiver.requests().stream()
                            .filter(request -> request.path().equals(INGEST)))
                    .allSatisfy(request -> assertThat(request.body().length()).isLessThan(1_048_576))
                    .hasSizeLessThan(6);
        }
    }

    @Test
    void theRecordsOwnMembersMayBeTheColumns() throws Exception {
        try (HttpReceiver receiver = receiver(Row.RECORD);
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.batch(Deliveries.event("{\"a\":1}"), Deliveries.event("{\"b\":2}"))))
                    .isEqualTo(Receipt.accepted());
            assertThat(receiver.received()).containsExactly("{\"a\":1}", "{\"b\":2}");
        }
    }

    @Test
    void aTokenIsUsedUntilItIsAboutToExpireOrRefused() throws Exception {
        try (HttpReceiver receiver = receiver(Row.WRAPPED);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.numbered("w", 0, 2, 1);
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            clock.advance(Duration.ofMinutes(54));
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(tokens).isEqualTo(1);
            clock.advance(Duration.ofMinutes(2));
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(tokens).isEqualTo(2);
            receiver.next(401, "revoked");
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(tokens).isEqualTo(3);
        }
    }

    @Test
    void aManagedIdentityGetsItsTokenFromTheMachine() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver(
                        uri -> sink(
                                uri,
                                new AzureIdentity.Managed(
                                        Optional.of("mine"), uri.resolve("/metadata/identity/oauth2/token")),
                                Row.WRAPPED),
                        request -> answer(request, Row.WRAPPED));
                Sink sink = receiver.sink()) {
            assertThat(sink.probe()).contains("there is a token");
            assertThat(sink.write(Deliveries.numbered("w", 0, 2, 1))).isEqualTo(Receipt.accepted());
        }
    }

    @Test
    void troubleWithTheIdentityRefusesNothingAndShowsNoSecret() throws Exception {
        try (HttpReceiver receiver = receiver(Row.WRAPPED);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.numbered("w", 0, 2, 1);
            receiver.next(401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: expired\"}");
            assertThat(sink.write(batch).toString()).contains("TryLater", "AADSTS7000222", "Check identity");
            receiver.next(200, "{\"access_token\":\"sec");
            assertThat(sink.write(batch).toString())
                    .contains("TryLater", "no JSON")
                    .doesNotContain("sec");
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            receiver.next(403, "{\"error\":{\"code\":\"OperationFailed\"}}");
            assertThat(sink.write(batch).toString()).contains("TryLater", "Monitoring Metrics Publisher");
            receiver.next(404, "{\"error\":{\"code\":\"NotFound\"}}");
            assertThat(sink.write(batch).toString()).contains("TryLater", "rule and stream");
            receiver.next(429, "slow down");
            assertThat(((Receipt.TryLater) sink.write(batch)).after()).contains(Duration.ofSeconds(7));
            clock.advance(Duration.ofHours(2));
            receiver.next(405, "");
            receiver.next(400, "{\"error\":\"unauthorized_client\"}");
            assertThatThrownBy(sink::probe).isInstanceOf(SinkUnreachable.class).hasMessageContaining("unauthorized");
        }
    }
}
