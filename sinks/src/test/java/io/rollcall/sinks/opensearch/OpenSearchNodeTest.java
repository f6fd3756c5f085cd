package io.rollcall.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.opensearch.OpenSearchOptions.Metadata;
import io.rollcall.sinks.siem.Asking;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real OpenSearch node makes of what the sink sends, and shows again when it is asked. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenSearchNodeTest {

    private OpenSearchCluster cluster;

    @BeforeAll
    void startNode(@TempDir Path directory) throws Exception {
        cluster = new OpenSearchCluster(directory);
    }

    @AfterAll
    void stopNode() throws Exception {
        cluster.close();
    }

    @Test
    void whatIsWrittenTwiceIsThereOnceAndARevisionBesideIt() throws Exception {
        String index = cluster.index("");
        Delivery event = Deliveries.event("{\"id\":1}");
        Delivery changed = Deliveries.of(Delivery.Kind.REVISION, "{\"id\":1,\"risk\":2}");
        try (Sink sink = sink(index, Metadata.NONE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(sink.write(Deliveries.batch(event, changed))).isEqualTo(Receipt.accepted());
            }
        }
        assertThat(cluster.documents(index)).containsExactly("{\"id\":1}", "{\"id\":1,\"risk\":2}");
    }

    @Test
    void aStateThatOnlyTheSecondSendingHasIsThereTooInAnIndexAndInADataStream() throws Exception {
        Delivery seen = Deliveries.event("{\"id\":1,\"risk\":1.50}");
        Delivery changed = new Delivery(
                seen.stream(),
                Delivery.Kind.EVENT,
                seen.key(),
                seen.time(),
                seen.visibleBy().plusSeconds(60),
                Slice.utf8("{\"id\":1,\"risk\":2}"));
        for (Metadata metadata : Metadata.values()) {
            String name = metadata == Metadata.NONE ? cluster.index("") : cluster.dataStream();
            try (Sink sink = sink(name, metadata)) {
                assertThat(sink.probe()).contains("answers");
                for (Delivery each : List.of(seen, seen, changed, changed, seen)) {
                    assertThat(sink.write(Deliveries.batch(each))).isEqualTo(Receipt.accepted());
                }
            }
            assertThat(cluster.documents(name))
                    .hasSize(2)
                    .satisfiesExactly(
                            first -> assertThat(first).endsWith("\"id\":1,\"risk\":1.50}"),
                            second -> assertThat(second).endsWith("\"id\":1,\"risk\":2}"));
        }
    }

    @Test
    void whatTheMappingCannotTakeIsRefusedWithTheWordsOfTheIndexAndTheOthersAreThere() throws Exception {
        String index = cluster.index("\"risk\":{\"type\":\"long\"}");
        try (Sink sink = sink(index, Metadata.NONE)) {
            Receipt receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"risk\":\"high\"}"),
                    Deliveries.event("{\"risk\":1}"),
                    Deliveries.event("{\"risk\":{\"level\":2}}"),
                    Deliveries.event("{\"risk\":3}")));
            List<Refusal> refused = ((Receipt.Accepted) receipt).refused();
            assertThat(refused).extracting(Refusal::index).containsExactly(0, 2);
            assertThat(refused.get(0).reason()).contains("mapper_parsing_exception", "[risk]");
        }
        assertThat(cluster.documents(index)).containsExactly("{\"risk\":1}", "{\"risk\":3}");
    }

    @Test
    void anIndexThatMayNotBeWrittenToMakesTheBatchWait() throws Exception {
        String index = cluster.index("");
        Batch batch = Deliveries.numbered("w", 0, 3, 10);
        try (Sink sink = sink(index, Metadata.NONE)) {
            cluster.call("PUT", "/" + index + "/_settings", "{\"index.blocks.read_only_allow_delete\":true}");
            assertThat(sink.write(batch).toString()).contains("TryLater", "cluster_block_exception");
            cluster.call("PUT", "/" + index + "/_settings", "{\"index.blocks.read_only_allow_delete\":null}");
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
        }
        assertThat(cluster.documents(index)).isEqualTo(Deliveries.bodies(batch));
    }

    @Test
    void aDataStreamForgetsKeysWhenItRollsOver() throws Exception {
        String stream = cluster.dataStream();
        Batch batch = Deliveries.numbered("w", 0, 3, 10);
        try (Sink sink = sink(stream, Metadata.FIELDS)) {
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(cluster.documents(stream)).hasSize(3);
            cluster.call("POST", "/" + stream + "/_rollover", "");
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(cluster.documents(stream)).as("as docs/sinks.md says").hasSize(6);
        }
    }

    @Test
    void aDataStreamTakesEventsNoticesAndRecordsWithATimestampOfTheirOwn() throws Exception {
        String stream = cluster.dataStream();
        Batch batch = Deliveries.batch(
                Deliveries.event("{\"a\":1.50}"),
                Deliveries.event("{\"@timestamp\":1606929874512,\"a\":1}"),
                Deliveries.of(Delivery.Kind.NOTICE, "{\"rollcall\":{\"notice\":\"throttled\"}}"),
                Deliveries.event("{}"));
        try (Sink sink = sink(stream, Metadata.FIELDS)) {
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
        }
        assertThat(cluster.documents(stream)).hasSize(4).first().asString().endsWith("},\"a\":1.50}");
    }

    @Test
    void allThatAnIndexHoldsOfAPeriodIsReadAndNothingElse() throws Exception {
        String index = cluster.index("\"time\":{\"type\":\"date\"}");
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            bulk.append("{\"create\":{}}\n{\"id\":\"")
                    .append(i)
                    .append("\",\"n\":1.50,\"time\":\"")
                    .append(Asking.DAY.from().plusSeconds(i / 50))
                    .append("\"}\n");
        }
        bulk.append("{\"create\":{}}\n{\"id\":\"early\",\"time\":\"2026-03-01T23:59:59.999Z\"}\n")
                .append("{\"create\":{}}\n{\"id\":\"late\",\"time\":\"2026-03-03T00:00:00Z\"}\n");
        cluster.call("POST", "/" + index + "/_bulk?refresh=true", bulk.toString());

        List<String> rows = Asking.all(siem(index, "time", Optional.empty()));
        assertThat(rows).hasSize(250).doesNotHaveDuplicates();
        assertThat(rows).allMatch(row -> row.contains("\"_source\":{\"id\":") && row.contains("\"n\":1.50,"));
        assertThat(Asking.all(siem(index, "time", Optional.of("id:17 OR id:18"))))
                .hasSize(2);
        assertThat(Asking.find(siem(index, "time", Optional.empty()), "late", "17", "nobody"))
                .hasSize(2);
        assertThat(cluster.call("GET", "/_nodes/stats/indices/search", "")).contains("\"open_contexts\":0");
    }

    @Test
    void theHoursOfAPeriodAreCountedWithoutNotices() throws Exception {
        String index = cluster.index("\"time\":{\"type\":\"date\"}");
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            bulk.append("{\"create\":{}}\n{\"id\":\"")
                    .append(i)
                    .append("\",\"time\":\"")
                    .append(Asking.DAY.from().plusSeconds(60L * i))
                    .append("\"}\n");
        }
        bulk.append("{\"create\":{}}\n{\"id\":\"early\",\"time\":\"2026-03-01T23:59:59.999Z\"}\n")
                .append("{\"create\":{}}\n{\"id\":\"late\",\"time\":\"2026-03-03T00:00:00Z\"}\n")
                .append(
                        "{\"create\":{}}\n{\"rollcall\":{\"notice\":\"heartbeat\"},\"time\":\"2026-03-02T01:00:00Z\"}\n");
        cluster.call("POST", "/" + index + "/_bulk?refresh=true", bulk.toString());

        Instant first = Asking.DAY.from();
        assertThat(siem(index, "time", Optional.empty()).hours(Asking.DAY))
                .containsExactly(
                        entry(first, 60L),
                        entry(first.plusSeconds(3600), 60L),
                        entry(first.plusSeconds(7200), 60L),
                        entry(first.plusSeconds(10_800), 60L),
                        entry(first.plusSeconds(14_400), 10L));
        assertThat(siem(index, "time", Optional.of("id:17 OR id:118")).hours(Asking.DAY))
                .containsExactly(entry(first, 1L), entry(first.plusSeconds(3600), 1L));
        assertThatThrownBy(() -> siem("nowhere", "time", Optional.empty()).hours(Asking.DAY))
                .isInstanceOf(CannotTell.class)
                .hasMessageContaining("no such index");
    }

    @Test
    void whatASearchWouldNotFindThoughItIsThereCannotBeTold() throws Exception {
        String index = cluster.index("\"time\":{\"type\":\"date\"},\"word\":{\"type\":\"text\"}");
        cluster.call(
                "POST",
                "/" + index + "/_doc?refresh=true",
                "{\"id\":\"a\",\"time\":\"2026-03-02T01:00:00Z\",\"word\":\"a\"}");
        assertThat(Asking.all(siem(index, "time", Optional.empty()))).hasSize(1);

        CannotTell unknown = Asking.trouble(siem(index, "@timestamp", Optional.empty()));
        assertThat(unknown).hasMessageContaining("the field '@timestamp' that time_field names is in no document");
        assertThat(unknown.mayPass()).isFalse();
        assertThat(Asking.trouble(siem(index, "word", Optional.empty())))
                .hasMessageContaining("word' that time_field names is text");
        String other = cluster.index("");
        assertThat(Asking.trouble(siem(index + "," + other, "time", Optional.empty())))
                .hasMessageContaining("unmapped in " + other);
        assertThat(Asking.trouble(siem("nowhere", "time", Optional.empty()))).hasMessageContaining("no such index");
        assertThat(Asking.trouble(siem("nowhere-*", "time", Optional.empty())).mayPass())
                .isFalse();
    }

    private IndexSiem siem(String index, String timeField, Optional<String> filter) throws Exception {
        HttpOptions http = HttpOptions.to(cluster.uri(), Duration.ofSeconds(20));
        return IndexSiem.open(new IndexOptions(http, index, Optional.empty(), timeField, "id.keyword", filter, 33));
    }

    private Sink sink(String index, Metadata metadata) throws Exception {
        return cluster.sink(index, metadata);
    }
}
