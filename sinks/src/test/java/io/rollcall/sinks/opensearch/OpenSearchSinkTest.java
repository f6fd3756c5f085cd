package io.rollcall.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.event.Slice;
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
import io.rollcall.sinks.opensearch.OpenSearchOptions.Metadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a node that keeps to its documentation: bulk create, a status per item, 409 for what is there already. */
final class OpenSearchSinkTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, String> index = new LinkedHashMap<>();
    private boolean mayNotRead;

    private static Sink sink(URI uri, Metadata metadata) throws SinkUnreachable {
        return OpenSearchSink.open(new OpenSearchOptions(
                HttpOptions.to(uri, Duration.ofSeconds(3)), "signins", Optional.of(new Secret("Basic x")), metadata));
    }

    private HttpReceiver receiver(Metadata metadata) throws IOException {
        return new HttpReceiver(uri -> sink(uri, metadata), request -> {
            if (!"Basic x".equals(request.headers().getFirst("Authorization"))) {
                return new Reply(401, "Unauthorized", List.of());
            }
            return switch (request.path()) {
                case "/" -> new Reply(200, "{\"cluster_name\":\"siem\"}", List.of());
                case "/_mget" -> stored(request);
                default -> bulk(request);
            };
        });
    }

    private Reply stored(Request request) throws IOException {
        if (mayNotRead) {
            return new Reply(403, "{\"error\":\"no permissions for [indices:data/read/mget]\"}", List.of());
        }
        List<String> documents = new ArrayList<>();
        for (JsonNode asked : MAPPER.readTree(request.body()).path("docs")) {
            assertThat(asked.path("_index").asText()).isEqualTo("signins");
            String document = index.get(asked.path("_id").asText());
            documents.add(document == null ? "{\"found\":false}" : "{\"found\":true,\"_source\":" + document + "}");
        }
        return new Reply(200, "{\"docs\":[" + String.join(",", documents) + "]}", List.of());
    }

    private Reply bulk(Request request) throws IOException {
        assertThat(request.path()).isEqualTo("/signins/_bulk");
        assertThat(request.body()).endsWith("\n");
        List<String> taken = new ArrayList<>();
        StringBuilder items = new StringBuilder();
        String[] lines = request.body().split("\n", -1);
        for (int line = 0; line + 1 < lines.length; line += 2) {
            String id = MAPPER.readTree(lines[line]).path("create").path("_id").asText();
            JsonNode document = MAPPER.readTree(lines[line + 1]);
            int status = document.has("poison") ? 400 : index.containsKey(id) ? 409 : 201;
            if (status == 201) {
                index.put(id, lines[line + 1]);
                taken.add(lines[line + 1]);
            }
            items.append(line == 0 ? "" : ",")
                    .append("{\"create\":{\"_id\":\"" + id + "\",\"status\":" + status)
                    .append(status == 400 ? ",\"error\":{\"type\":\"mapper_parsing_exception\"}" : "")
                    .append("}}");
        }
        return new Reply(200, "{\"errors\":true,\"items\":[" + items + "]}", taken);
    }

    @Nested
    final class Plain extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return OpenSearchSinkTest.this.receiver(Metadata.NONE);
        }
    }

    @Test
    void whatIsWrittenTwiceIsThereOnceAndARevisionBesideIt() throws Exception {
        try (HttpReceiver receiver = receiver(Metadata.NONE);
                Sink sink = receiver.sink()) {
            Delivery event = Deliveries.event("{\"id\":1}");
            Delivery changed = Deliveries.of(Delivery.Kind.REVISION, "{\"id\":1,\"risk\":2}");
            for (int i = 0; i < 3; i++) {
                assertThat(sink.write(Deliveries.batch(event, changed))).isEqualTo(Receipt.accepted());
            }
            assertThat(index).hasSize(2).containsKey(event.key().toString());
            assertThat(index.values()).containsExactly("{\"id\":1}", "{\"id\":1,\"risk\":2}");
        }
    }

    /** The same event as the API shows it later. */
    private static Delivery later(Delivery seen, String body) {
        return new Delivery(
                seen.stream(),
                Delivery.Kind.EVENT,
                seen.key(),
                seen.time(),
                seen.visibleBy().plusSeconds(60),
                Slice.utf8(body));
    }

    /** Sent, and not noted for a crash; then the API shows another state, which is sent as if it were new. */
    @ParameterizedTest
    @EnumSource(Metadata.class)
    void aStateThatOnlyTheSecondSendingHasIsThereToo(Metadata metadata) throws Exception {
        try (HttpReceiver receiver = receiver(metadata);
                Sink sink = receiver.sink()) {
            Delivery seen = Deliveries.event("{\"id\":1,\"risk\":1.50,\"@timestamp\":5}");
            Delivery same = later(seen, "{\"@timestamp\":5, \"risk\":1.5,\"id\":1}");
            Delivery changed = later(seen, "{\"id\":1,\"risk\":2,\"@timestamp\":5}");
            Delivery poison = later(seen, "{\"id\":1,\"poison\":true}");
            Delivery other = Deliveries.event("{\"id\":2}");
            for (Batch batch : List.of(
                    Deliveries.batch(seen),
                    Deliveries.batch(same),
                    Deliveries.batch(other, changed, same),
                    Deliveries.batch(changed, other))) {
                assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            }
            assertThat(index).hasSize(3);
            assertThat(index.keySet())
                    .contains(seen.key().toString(), other.key().toString());
            assertThat(index.values()).anyMatch(document -> document.contains("\"risk\":2"));
            assertThat(((Receipt.Accepted) sink.write(Deliveries.batch(seen, poison))).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1);
        }
    }

    @Test
    void whatIsThereAndMayNotBeReadMakesTheBatchWaitAndTheCheckSaysSoBefore() throws Exception {
        try (HttpReceiver receiver = receiver(Metadata.NONE);
                Sink sink = receiver.sink()) {
            mayNotRead = true;
            assertThatThrownBy(sink::probe).hasMessageContaining("right to read the index");
            Batch batch = Deliveries.batch(Deliveries.event("{\"id\":1}"));
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(sink.write(batch).toString()).contains("TryLater", "right to read the index");
            mayNotRead = false;
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(index).hasSize(1);
        }
    }

    @Test
    void anItemTheIndexCannotTakeIsRefusedAlone() throws Exception {
        try (HttpReceiver receiver = receiver(Metadata.NONE);
                Sink sink = receiver.sink()) {
            Receipt receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"poison\":1}"),
                    Deliveries.event("{\"a\":1}"),
                    Deliveries.event("{\"poison\":2}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(0, 2);
            assertThat(receipt.toString()).contains("mapper_parsing_exception");
            assertThat(receiver.received()).containsExactly("{\"a\":1}");
        }
    }

    @Test
    void anItemThatComesTooSoonIsTriedAgainAndTheOthersAreNotDoubled() throws Exception {
        try (HttpReceiver receiver = receiver(Metadata.NONE);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.batch(Deliveries.event("{\"a\":1}"), Deliveries.event("{\"a\":2}"));
            receiver.next(
                    200,
                    "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":429,\"error\":{\"type\":\"queue_full\"}}}]}");
            assertThat(sink.write(batch).toString()).contains("TryLater", "queue_full");
            receiver.next(200, "{\"items\":[]}");
            assertThat(sink.write(batch)).isInstanceOf(Receipt.TryLater.class);
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(receiver.received()).isEqualTo(Deliveries.bodies(batch));
        }
    }

    @Test
    void fieldsStandBeforeTheRecordsOwn() throws Exception {
        try (HttpReceiver receiver = receiver(Metadata.FIELDS);
                Sink sink = receiver.sink()) {
            sink.write(Deliveries.batch(Deliveries.event("{ \"a\": 1.50}"), Deliveries.event("{}")));
            assertThat(receiver.received().get(0))
                    .startsWith("{\"@timestamp\":\"2026-11-24T05:47:00.123456789Z\",\"rollcall_delivery\":{\"stream\":")
                    .endsWith("}, \"a\": 1.50}");
            assertThat(MAPPER.readTree(receiver.received().get(1))
                            .path("rollcall_delivery")
                            .path("kind")
                            .asText())
                    .isEqualTo("event");
        }
    }

    @Test
    void fieldsARecordHasItselfAreNotAddedAgain() throws Exception {
        try (HttpReceiver receiver = receiver(Metadata.FIELDS);
                Sink sink = receiver.sink()) {
            String own = "{\"@timestamp\":1606929874512,\"rollcall_delivery\":{},\"a\":{\"b\":[1]}}";
            sink.write(Deliveries.batch(
                    Deliveries.event(own),
                    Deliveries.event("{\"a\":[{\"@timestamp\":0}],\"@timestamp\":1}"),
                    Deliveries.of(Delivery.Kind.NOTICE, "{\"rollcall\":{\"notice\":\"throttled\"}}")));
            assertThat(receiver.received().get(0)).isEqualTo(own);
            assertThat(receiver.received().get(1))
                    .startsWith("{\"rollcall_delivery\":{")
                    .endsWith("},\"a\":[{\"@timestamp\":0}],\"@timestamp\":1}");
            assertThat(receiver.received().get(2))
                    .startsWith("{\"@timestamp\":\"2026")
                    .endsWith("},\"rollcall\":{\"notice\":\"throttled\"}}");
        }
    }

    @Test
    void wrongCredentialsRefuseNothing() throws Exception {
        try (HttpReceiver receiver = receiver(Metadata.NONE);
                Sink sink = receiver.sink()) {
            receiver.next(401, "Unauthorized");
            assertThat(sink.write(Deliveries.numbered("w", 0, 2, 1)).toString())
                    .contains("TryLater", "Check the credentials");
            assertThat(sink.probe()).contains("siem");
            receiver.next(401, "Unauthorized");
            assertThatThrownBy(sink::probe).hasMessageContaining("Check url and authorization");
        }
    }
}
