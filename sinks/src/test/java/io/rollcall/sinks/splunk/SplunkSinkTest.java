package io.rollcall.sinks.splunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
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
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Against a collector that keeps to its documentation: event endpoint, token, error codes, acknowledgements. */
final class SplunkSinkTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ManualClock clock = new ManualClock(Deliveries.TIME);
    /** How often the collector says that an event is not acknowledged yet. */
    private int unacknowledged;

    private Sink sink(URI uri, boolean acknowledge) throws SinkUnreachable {
        HttpOptions http = HttpOptions.to(uri, Duration.ofSeconds(3)).at(SplunkOptions.EVENTS);
        return SplunkSink.open(
                new SplunkOptions(http, new Secret("t-o-k"), Optional.of("security"), "_json", acknowledge),
                "collector",
                clock);
    }

    private HttpReceiver receiver(boolean acknowledge) throws IOException {
        return new HttpReceiver(uri -> sink(uri, acknowledge), request -> switch (request.path()) {
            case "/services/collector/health" -> new Reply(200, "{\"text\":\"HEC is healthy\",\"code\":17}", List.of());
            case "/services/collector/ack" ->
                new Reply(200, "{\"acks\":{\"7\":" + (unacknowledged-- <= 0) + "}}", List.of());
            case SplunkOptions.EVENTS -> events(request, acknowledge);
            default -> new Reply(404, "", List.of());
        });
    }

    private static Reply events(Request request, boolean acknowledge) throws IOException {
        if (!"Splunk t-o-k".equals(request.headers().getFirst("Authorization"))) {
            return new Reply(403, "{\"text\":\"Invalid token\",\"code\":4}", List.of());
        }
        if (acknowledge && request.headers().getFirst("X-Splunk-Request-Channel") == null) {
            return new Reply(400, "{\"text\":\"Data channel is missing\",\"code\":10}", List.of());
        }
        List<String> taken = new ArrayList<>();
        try (MappingIterator<JsonNode> events = MAPPER.readerFor(JsonNode.class).readValues(request.body())) {
            for (int number = 0; events.hasNext(); number++) {
                JsonNode event = events.next();
                assertThat(event.path("time").isNumber()).isTrue();
                assertThat(event.path("fields").path("rollcall_key").asText()).hasSize(32);
                if (event.path("event").has("poison")) {
                    return new Reply(
                            400,
                            "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":" + number + "}",
                            List.of());
                }
            }
        }
        for (String line : request.body().split("\n", -1)) {
            if (!line.isEmpty()) {
                String head = "\"event\":";
                taken.add(line.substring(line.indexOf(head) + head.length(), line.length() - 1));
            }
        }
        return new Reply(200, "{\"text\":\"Success\",\"code\":0" + (acknowledge ? ",\"ackId\":7}" : "}"), taken);
    }

    @Nested
    final class WithoutAcknowledgement extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return SplunkSinkTest.this.receiver(false);
        }
    }

    @Nested
    final class WithAcknowledgement extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return SplunkSinkTest.this.receiver(true);
        }
    }

    @Test
    void anEnvelopeHoldsTheRecordIntactWithItsTime() throws Exception {
        try (HttpReceiver receiver = receiver(false);
                Sink sink = receiver.sink()) {
            sink.write(Deliveries.batch(Deliveries.event("{\"a\": 1.50e+03}")));
            assertThat(receiver.requests().get(0).body())
                    .startsWith("{\"time\":" + Deliveries.TIME.getEpochSecond() + ".123456,\"host\":\"collector\"")
                    .contains(
                            "\"index\":\"security\"", "\"rollcall_kind\":\"event\"", "\"event\":{\"a\": 1.50e+03}}\n");
        }
    }

    @Test
    void anEventTheCollectorCannotReadIsRefusedAlone() throws Exception {
        try (HttpReceiver receiver = receiver(false);
                Sink sink = receiver.sink()) {
            Receipt receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"a\":1}"), Deliveries.event("{\"poison\":1}"), Deliveries.event("{\"a\":2}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1);
            assertThat(receiver.received()).containsExactly("{\"a\":1}", "{\"a\":2}");
        }
    }

    @Test
    void acknowledgementsAreWaitedForAndNotTakenForGranted() throws Exception {
        try (HttpReceiver receiver = receiver(true);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.numbered("w", 0, 2, 1);
            unacknowledged = 3;
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            unacknowledged = 1000;
            assertThat(sink.write(batch).toString()).contains("no indexer acknowledged in PT3S");
        }
    }

    @Test
    void mistakesOfTheConfigurationRefuseNothing() throws Exception {
        try (HttpReceiver receiver = receiver(false);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.numbered("w", 0, 2, 1);
            receiver.next(400, "{\"text\":\"Incorrect index\",\"code\":7}");
            assertThat(sink.write(batch).toString()).contains("TryLater", "Incorrect index", "Check index");
            receiver.next(400, "<html>a proxy does not like this</html>");
            assertThat(sink.write(batch).toString()).contains("TryLater", "a proxy", "Check that url leads");
            receiver.next(403, "{\"text\":\"Token disabled\",\"code\":1}");
            assertThat(sink.write(batch).toString()).contains("TryLater", "Token disabled");
            receiver.next(503, "{\"text\":\"Server is busy\",\"code\":9}");
            assertThat(sink.write(batch).toString()).contains("TryLater", "Server is busy");
            receiver.next(503, "{\"text\":\"HEC is unhealthy, queues are full\",\"code\":18}");
            assertThatThrownBy(sink::probe).hasMessageContaining("queues are full");
        }
    }
}
