package io.rollcall.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.Eventually;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.opensearch.OpenSearchOptions.Metadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real OpenSearch node: to stop it is to kill it, and it takes seconds to start. */
@Tag("slow")
@Tag("server")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenSearchContractTest extends SinkContract {

    private OpenSearchCluster cluster;

    @BeforeAll
    void startNode(@TempDir Path home) throws Exception {
        cluster = new OpenSearchCluster(home);
    }

    @AfterAll
    void stopNode() throws Exception {
        cluster.close();
    }

    @Override
    protected Receiver receiver() throws Exception {
        cluster.start();
        return new IndexReceiver(cluster, cluster.index(""));
    }

    /** So many that it cannot be through before it is killed. */
    @Override
    protected int eventsAtDeath() {
        return 5000;
    }

    @Test
    void nothingAcceptedIsMissingAfterItWasKilled() throws Exception {
        String index = cluster.index("");
        Batch batch = Deliveries.numbered("w", 0, 2000, 500);
        try (Sink other = cluster.sink(index, Metadata.NONE)) {
            assertThat(other.write(batch)).isEqualTo(Receipt.accepted());
            cluster.kill();
            cluster.start();
            assertThat(other.write(Deliveries.numbered("next", 0, 1, 1))).isEqualTo(Receipt.accepted());
        }
        assertThat(new HashSet<>(cluster.documents(index))).containsAll(Deliveries.bodies(batch));
    }

    /** An index as the other side. */
    private record IndexReceiver(OpenSearchCluster cluster, String index) implements Receiver {

        @Override
        public Sink sink() throws Exception {
            return cluster.sink(index, Metadata.NONE);
        }

        @Override
        public List<String> received() throws Exception {
            return cluster.documents(index);
        }

        @Override
        public void stop() throws Exception {
            cluster.kill();
        }

        @Override
        public void stopAfter(long bytes) throws Exception {
            long end = cluster.indexed(index) + bytes / 1000;
            Eventually.then(() -> cluster.indexed(index) >= end, cluster::kill);
        }

        @Override
        public void start() throws Exception {
            cluster.start();
        }

        @Override
        public void close() throws IOException {
            cluster.start();
        }

        @Override
        public String name() {
            return cluster.uri().getAuthority();
        }
    }
}
