package io.rollcall.sinks.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.Secret;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpReceiver;
import io.rollcall.sinks.http.HttpReceiver.Reply;
import io.rollcall.sinks.http.HttpReceiver.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Against a receiver that keeps to the specification of OTLP: JSON, partial success, bad data, throttling. */
final class OtlpSinkTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static Sink sink(URI uri) throws SinkUnreachable {
        return OtlpSink.open(new OtlpOptions(
                HttpOptions.to(uri, Duration.ofSeconds(3)).atUnlessGiven(OtlpOptions.LOGS),
                Map.of("api-key", new Secret("k")),
                "rollcall"));
    }

    private static HttpReceiver receiver() throws IOException {
        return new HttpReceiver(OtlpSinkTest::sink, OtlpSinkTest::export);
    }

    private static Reply export(Request request) throws IOException {
        assertThat(request.path()).isEqualTo("/v1/logs");
        assertThat(request.headers().getFirst("api-key")).isEqualTo("k");
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        List<String> taken = new ArrayList<>();
        int rejected = 0;
        for (JsonNode resource : MAPPER.readTree(request.body()).path("resourceLogs")) {
            assertThat(resource.at("/resource/attributes/0/key").asText()).isEqualTo("service.name");
            for (JsonNode record : resource.at("/scopeLogs/0/logRecords")) {
                assertThat(record.path("timeUnixNano").isTextual()).isTrue();
                String body = record.at("/body/stringValue").textValue();
                if (body.contains("malformed")) {
                    return new Reply(400, "{\"code\":3,\"message\":\"cannot read this\"}", List.of());
                }
                if (body.contains("poison")) {
                    rejected++;
                } else {
                    taken.add(body);
                }
            }
        }
        return new Reply(
                200,
                rejected == 0
                        ? "{\"partialSuccess\":{}}"
                        : "{\"partialSuccess\":{\"rejectedLogRecords\":\"" + rejected
                                + "\",\"errorMessage\":\"no poison\"}}",
                taken);
    }

    @Nested
    final class Logs extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return OtlpSinkTest.receiver();
        }
    }

    @Test
    void aRecordCarriesTimesBodyAndWhatIsKnownBesideIt() throws Exception {
        try (HttpReceiver receiver = receiver();
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.batch(Deliveries.event("{\"a\":1.50}"))))
                    .isEqualTo(Receipt.accepted());
            JsonNode record =
                    MAPPER.readTree(receiver.requests().get(0).body()).at("/resourceLogs/0/scopeLogs/0/logRecords/0");
            assertThat(record.path("timeUnixNano").asText()).isEqualTo("1795499220123456789");
            assertThat(record.path("observedTimeUnixNano").asText()).isEqualTo("1795499310123456789");
            assertThat(record.at("/attributes/0/key").asText()).isEqualTo("rollcall.stream");
            assertThat(record.at("/attributes/0/value/stringValue").asText()).isEqualTo(Deliveries.STREAM.toString());
        }
    }

    @Test
    void whatIsRejectedInPartIsFoundAndRefusedAndTheOthersAreThere() throws Exception {
        try (HttpReceiver receiver = receiver();
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.batch(
                    Deliveries.event("{\"a\":1}"),
                    Deliveries.event("{\"poison\":1}"),
                    Deliveries.event("{\"a\":2}"),
                    Deliveries.event("{\"malformed\":1}"),
                    Deliveries.event("{\"poison\":2}"));
            Receipt receipt = sink.write(batch);
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1, 3, 4);
            assertThat(receipt.toString()).contains("no poison", "cannot read this");
            assertThat(new HashSet<>(receiver.received())).containsExactlyInAnyOrder("{\"a\":1}", "{\"a\":2}");
        }
    }

    @Test
    void aWarningIsNoRejection() throws Exception {
        try (HttpReceiver receiver = receiver();
                Sink sink = receiver.sink()) {
            receiver.next(200, "{\"partialSuccess\":{\"errorMessage\":\"use a newer version\"}}");
            assertThat(sink.write(Deliveries.numbered("w", 0, 2, 1))).isEqualTo(Receipt.accepted());
            receiver.next(200, "");
            assertThat(sink.write(Deliveries.numbered("w", 0, 2, 1))).isEqualTo(Receipt.accepted());
        }
    }

    @Test
    void whatIsNoAnswerOfOtlpIsNoReceipt() throws Exception {
        try (HttpReceiver receiver = receiver();
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.numbered("w", 0, 2, 1);
            receiver.next(200, "<html>welcome</html>");
            assertThat(sink.write(batch).toString()).contains("TryLater", "no JSON", "Check that url");
            for (int status : new int[] {202, 204, 401, 404, 429, 502, 503, 504}) {
                receiver.next(status, "{}");
                assertThat(sink.write(batch)).as("status %d", status).isInstanceOf(Receipt.TryLater.class);
            }
            assertThat(receiver.received()).isEmpty();
        }
    }
}
