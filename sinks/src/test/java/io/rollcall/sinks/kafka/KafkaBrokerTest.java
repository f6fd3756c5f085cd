package io.rollcall.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Delivery.Kind;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.Secret;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.kafka.KafkaOptions.Compression;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real broker makes of what the sink sends. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaBrokerTest {

    private KafkaCluster cluster;

    @BeforeAll
    void startBroker(@TempDir Path home) throws Exception {
        cluster = new KafkaCluster(home);
    }

    @AfterAll
    void stopBroker() throws Exception {
        cluster.close();
    }

    @Test
    void aRecordHasKeyTimeBytesAndHeaders() throws Exception {
        String topic = cluster.topic(Map.of());
        Delivery event = Deliveries.event("{ \"a\":1.50}");
        try (Sink sink = cluster.sink(topic)) {
            assertThat(sink.write(Deliveries.batch(event, Deliveries.of(Kind.REVISION, "{\"a\":2}"))))
                    .isEqualTo(Receipt.accepted());
            assertThat(sink.probe()).contains(topic, "1 partition");
        }
        List<ConsumerRecord<String, String>> records = cluster.records(topic);
        assertThat(records).extracting(ConsumerRecord::value).containsExactly("{ \"a\":1.50}", "{\"a\":2}");
        ConsumerRecord<String, String> first = records.get(0);
        assertThat(first.key()).isEqualTo(event.key().toString());
        assertThat(first.timestamp()).isEqualTo(Deliveries.TIME.toEpochMilli());
        assertThat(header(first, "rollcall_stream")).isEqualTo(Deliveries.STREAM.toString());
        assertThat(header(first, "rollcall_kind")).isEqualTo("event");
        assertThat(header(first, "rollcall_visible_by")).isEqualTo("2026-11-24T05:48:30.123456789Z");
        assertThat(header(records.get(1), "rollcall_kind")).isEqualTo("revision");
    }

    @Test
    void whatIsTooLongForTheSinkOrTheTopicIsRefusedAndTheOthersArrive() throws Exception {
        String topic = cluster.topic(Map.of("max.message.bytes", "100000"));
        KafkaOptions usual = cluster.options(topic);
        KafkaOptions narrow = new KafkaOptions(
                usual.brokers(), topic, usual.timeout(), 200_000, Compression.NONE, Optional.empty(), Optional.empty());
        try (Sink sink = KafkaSink.open(narrow)) {
            Receipt receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"a\":1}"),
                    Deliveries.event("{\"long\":\"" + "x".repeat(250_000) + "\"}"),
                    Deliveries.event("{\"a\":2}"),
                    Deliveries.event("{\"long\":\"" + "y".repeat(150_000) + "\"}"),
                    Deliveries.event("{\"a\":3}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1, 3);
            assertThat(receipt.toString()).contains("max.message.bytes", "250011 bytes");
        }
        assertThat(cluster.records(topic))
                .extracting(ConsumerRecord::value)
                .containsExactlyInAnyOrder("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
    }

    @Test
    void anEventWhoseTimeTheTopicDoesNotTakeIsRefusedAndThoseSentWithItArriveOnce() throws Exception {
        String topic = cluster.topic(Map.of("message.timestamp.before.max.ms", "315360000000"));
        Delivery event = Deliveries.event("{\"a\":1}");
        Delivery ancient = new Delivery(
                event.stream(),
                Kind.EVENT,
                event.key(),
                Instant.parse("1999-01-01T00:00:00Z"),
                event.visibleBy(),
                event.body());
        Batch before = Deliveries.numbered("before", 0, 1, 10);
        try (Sink sink = cluster.sink(topic)) {
            assertThat(sink.write(before)).isEqualTo(Receipt.accepted());
            Receipt receipt =
                    sink.write(Deliveries.batch(Deliveries.event("{\"b\":1}"), ancient, Deliveries.event("{\"b\":2}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1);
            assertThat(receipt.toString()).contains("1999", "message.timestamp.before.max.ms");
        }
        assertThat(cluster.records(topic))
                .extracting(ConsumerRecord::value)
                .containsExactly(Deliveries.bodies(before).get(0), "{\"b\":1}", "{\"b\":2}");
    }

    @Test
    void timesKafkaHasNoNumberForAreLeftToIt() throws Exception {
        String topic = cluster.topic(Map.of());
        Delivery event = Deliveries.event("{\"a\":1}");
        try (Sink sink = cluster.sink(topic)) {
            for (Instant time : List.of(Instant.MIN, Instant.parse("1969-01-01T00:00:00Z"))) {
                assertThat(sink.write(Deliveries.batch(new Delivery(
                                event.stream(), Kind.EVENT, event.key(), time, event.visibleBy(), event.body()))))
                        .isEqualTo(Receipt.accepted());
            }
        }
        assertThat(cluster.records(topic)).hasSize(2);
    }

    @Test
    void whereNothingWasEverTakenNothingIsRefused() throws Exception {
        String topic = cluster.topic(Map.of("max.message.bytes", "100"));
        try (Sink sink = cluster.sink(topic)) {
            assertThat(sink.write(Deliveries.numbered("w", 0, 1, 200)).toString())
                    .contains("TryLater", "topic's configuration", "Check");
        }
    }

    @Test
    void aTopicThatIsNotThereMakesTheBatchWaitNoLongerThanTheTimeout() throws Exception {
        try (Sink sink = cluster.sink("nowhere")) {
            long start = System.nanoTime();
            assertThat(sink.write(Deliveries.numbered("w", 0, 1000, 10)).toString())
                    .contains("TryLater", "nowhere", "that the topic exists");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            assertThatThrownBy(sink::probe).isInstanceOf(SinkUnreachable.class).hasMessageContaining("nowhere");
        }
    }

    @Test
    void compressedRecordsAreTheSame() throws Exception {
        String topic = cluster.topic(Map.of());
        KafkaOptions usual = cluster.options(topic);
        Batch batch = Deliveries.numbered("w", 0, 500, 1000);
        try (Sink sink = KafkaSink.open(new KafkaOptions(
                usual.brokers(),
                topic,
                usual.timeout(),
                usual.maxBytes(),
                Compression.GZIP,
                Optional.empty(),
                Optional.empty()))) {
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
        }
        assertThat(cluster.records(topic)).extracting(ConsumerRecord::value).isEqualTo(Deliveries.bodies(batch));
        assertThat(cluster.bytes(topic)).isLessThan(100_000);
    }

    @Test
    void brokersThatWantNoLoginSayNoMoreThanThatTheyDoNotAnswer() throws Exception {
        KafkaOptions usual = cluster.options("any");
        KafkaLogin login = new KafkaLogin(KafkaLogin.Mechanism.SCRAM_SHA_512, "rollcall", new Secret("p\"a\\ss"));
        try (Sink sink = KafkaSink.open(new KafkaOptions(
                usual.brokers(),
                "any",
                Duration.ofSeconds(2),
                usual.maxBytes(),
                Compression.NONE,
                Optional.empty(),
                Optional.of(login)))) {
            assertThat(sink.write(Deliveries.numbered("w", 0, 1, 10)).toString())
                    .contains("TryLater", "Check")
                    .doesNotContain("p\"a");
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
