package io.rollcall.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.opensearch.OpenSearchOptions.Metadata;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real OpenSearch node makes of what the sink sends. */
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

    private Sink sink(String index, Metadata metadata) throws Exception {
        return cluster.sink(index, metadata);
    }
}
