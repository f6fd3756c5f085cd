package io.rollcall.sinks.kafka;

import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.Eventually;
import io.rollcall.sinks.SinkContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real broker: to stop it is to kill it, and it takes seconds to start. */
@Tag("slow")
@Tag("server")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaContractTest extends SinkContract {

    private KafkaCluster cluster;

    @BeforeAll
    void startBroker(@TempDir Path home) throws Exception {
        cluster = new KafkaCluster(home);
    }

    @AfterAll
    void stopBroker() throws Exception {
        cluster.close();
    }

    @Override
    protected Receiver receiver() throws Exception {
        cluster.start();
        return new Topic(cluster, cluster.topic(Map.of()));
    }

    /** So many that it cannot be through before it is killed. */
    @Override
    protected int eventsAtDeath() {
        return 30_000;
    }

    /** A topic as the other side. */
    private record Topic(KafkaCluster cluster, String topic) implements Receiver {

        @Override
        public Sink sink() throws Exception {
            return cluster.sink(topic);
        }

        @Override
        public List<String> received() {
            return cluster.records(topic).stream().map(ConsumerRecord::value).toList();
        }

        @Override
        public void stop() throws Exception {
            cluster.kill();
        }

        @Override
        public void stopAfter(long bytes) throws Exception {
            long end = cluster.bytes(topic) + bytes;
            Eventually.then(() -> cluster.bytes(topic) >= end, cluster::kill);
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
            return cluster.address().toString();
        }
    }
}
