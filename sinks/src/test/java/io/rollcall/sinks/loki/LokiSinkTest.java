package io.rollcall.sinks.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
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
import io.rollcall.sinks.loki.LokiOptions.Time;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Against a Loki that keeps to its documentation: it takes the entries of a push it can take and answers 400 for the others, and takes an
 * entry at the same time of the same stream once.
 */
final class LokiSinkTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Instant OLDEST = Deliveries.TIME.minus(Duration.ofDays(7));
    private static final int LONGEST_LINE = 6 << 20;

    private final Set<String> there = new HashSet<>();
    private final List<String> labels = new ArrayList<>();

    private static Sink sink(URI uri, Time time) throws SinkUnreachable {
        return LokiSink.open(new LokiOptions(
                new HttpOptions(
                        uri.resolve(LokiOptions.PUSH),
                        Duration.ofSeconds(3),
                        1 << 20,
                        true,
                        Optional.empty(),
                        Optional.empty()),
                Map.of("X-Scope-OrgID", new Secret("security")),
                Map.of("env", "test"),
                time));
    }

    private HttpReceiver receiver(Time time) throws IOException {
        return new HttpReceiver(uri -> sink(uri, time), request -> switch (request.path()) {
            case "/ready" -> new Reply(200, "ready", List.of());
            case LokiOptions.PUSH -> push(request);
            default -> new Reply(404, "", List.of());
        });
    }

    private Reply push(Request request) throws IOException {
        if (!"security".equals(request.headers().getFirst("X-Scope-OrgID"))) {
            return new Reply(401, "no org id", List.of());
        }
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        List<String> taken = new ArrayList<>();
        String trouble = "";
        for (JsonNode stream : MAPPER.readTree(request.body()).path("streams")) {
            assertThat(stream.path("stream").path("job").asText()).isEqualTo("rollcall");
            labels.add(stream.path("stream").toString());
            for (JsonNode entry : stream.path("values")) {
                assertThat(entry.size()).isEqualTo(2);
                String line = entry.get(1).textValue();
                String why = refusal(Long.parseLong(entry.get(0).textValue()), line);
                if (!why.isEmpty()) {
                    trouble = why;
                } else if (there.add(stream.path("stream") + entry.toString())) {
                    taken.add(line);
                }
            }
        }
        return new Reply(trouble.isEmpty() ? 204 : 400, trouble, taken);
    }

    private static String refusal(long nanos, String line) {
        if (nanos / 1_000_000_000 < OLDEST.getEpochSecond()) {
            return "entry for stream '{}' has timestamp too old: " + nanos + ", oldest acceptable timestamp is: "
                    + OLDEST;
        }
        return line.length() > LONGEST_LINE ? "Max entry size '" + LONGEST_LINE + "' bytes exceeded" : "";
    }

    @Nested
    final class AtTheEventsTime extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return LokiSinkTest.this.receiver(Time.EVENT);
        }
    }

    @Test
    void labelsTellStreamAndKindAndEntriesStandAtTheEventsTime() throws Exception {
        try (HttpReceiver receiver = receiver(Time.EVENT);
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.batch(
                            Deliveries.event("{\"a\":1}"), Deliveries.of(Delivery.Kind.NOTICE, "{\"n\":1}"))))
                    .isEqualTo(Receipt.accepted());
            assertThat(labels)
                    .containsExactly(
                            "{\"env\":\"test\",\"job\":\"rollcall\",\"rollcall_kind\":\"event\",\"rollcall_stream\":\""
                                    + Deliveries.STREAM + "\"}",
                            "{\"env\":\"test\",\"job\":\"rollcall\",\"rollcall_kind\":\"notice\",\"rollcall_stream\":\""
                                    + Deliveries.STREAM + "\"}");
            assertThat(receiver.requests().get(0).body()).contains("[\"1795499220123456789\",\"{");
        }
    }

    @Test
    void anEventThatIsTooOldForLokiStandsAtTheTimeItWasVisible() throws Exception {
        Delivery event = Deliveries.event("{\"late\":1}");
        Delivery late = new Delivery(
                event.stream(),
                event.kind(),
                event.key(),
                OLDEST.minus(Duration.ofDays(9)),
                event.visibleBy(),
                event.body());
        try (HttpReceiver receiver = receiver(Time.EVENT);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.batch(Deliveries.event("{\"a\":1}"), late, Deliveries.event("{\"a\":2}"));
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(receiver.received()).containsExactlyInAnyOrderElementsOf(Deliveries.bodies(batch));
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(receiver.received()).as("each once").hasSize(3);
        }
    }

    @Test
    void entriesMayAllStandAtTheTimeTheyWereVisible() throws Exception {
        try (HttpReceiver receiver = receiver(Time.VISIBLE_BY);
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.batch(Deliveries.event("{\"a\":1}"))))
                    .isEqualTo(Receipt.accepted());
            assertThat(receiver.requests().get(0).body()).contains("[\"1795499310123456789\",\"{");
        }
    }

    @Test
    void aLineThatIsTooLongIsRefusedWithLokisWords() throws Exception {
        try (HttpReceiver receiver = receiver(Time.EVENT);
                Sink sink = receiver.sink()) {
            Receipt receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"a\":1}"),
                    Deliveries.event("{\"long\":\"" + "x".repeat(LONGEST_LINE) + "\"}"),
                    Deliveries.event("{\"a\":2}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1);
            assertThat(receipt.toString()).contains("Max entry size");
            assertThat(receiver.received()).containsExactly("{\"a\":1}", "{\"a\":2}");
        }
    }

    @Test
    void tooMuchAtOnceIsTriedAgainWhenLokiSaysSo() throws Exception {
        try (HttpReceiver receiver = receiver(Time.EVENT);
                Sink sink = receiver.sink()) {
            receiver.next(429, "ingestion rate limit exceeded for user security");
            Receipt receipt = sink.write(Deliveries.numbered("w", 0, 2, 1));
            assertThat(((Receipt.TryLater) receipt).after()).contains(Duration.ofSeconds(7));
            receiver.next(503, "Ingester not ready");
            assertThatThrownBy(sink::probe).hasMessageContaining("whether Loki is ready");
            receiver.next(500, "at least 2 live replicas required");
            assertThat(sink.write(Deliveries.numbered("w", 0, 2, 1))).isInstanceOf(Receipt.TryLater.class);
            assertThat(receiver.received()).isEmpty();
        }
    }
}
