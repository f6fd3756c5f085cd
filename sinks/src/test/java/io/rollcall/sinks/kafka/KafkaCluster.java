package io.rollcall.sinks.kafka;

import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.Child;
import io.rollcall.sinks.HeldPort;
import io.rollcall.sinks.kafka.KafkaOptions.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** A real broker in a process of its own, on a port that stays its own while it is down. */
final class KafkaCluster implements AutoCloseable {

    private final Path home;
    private final List<String> tls;
    private final HeldPort port = new HeldPort();
    private final HeldPort controllerPort = new HeldPort();
    private @Nullable Child broker;
    private int names;

    /** @param tls files with the broker's certificate and key and with an authority; none for no TLS */
    KafkaCluster(Path home, String... tls) throws Exception {
        this.home = home;
        this.tls = List.of(tls);
        start();
    }

    /** Starts it if it is down; returns when it runs. */
    synchronized void start() throws IOException {
        if (broker == null) {
            List<String> arguments = new ArrayList<>(List.of(
                    home.toString(), Integer.toString(port.number()), Integer.toString(controllerPort.number())));
            arguments.addAll(tls);
            Child started = Child.of(KafkaBroker.class, arguments.toArray(new String[0]));
            broker = started;
            if (!"started".equals(started.line())) {
                throw new IOException("the broker has not started: " + started.output());
            }
        }
    }

    synchronized void kill() throws InterruptedException {
        Child killed = broker;
        broker = null;
        Objects.requireNonNull(killed).kill();
    }

    HostPort address() {
        return new HostPort("127.0.0.1", port.number());
    }

    /** A new topic of one partition. */
    String topic(Map<String, String> configuration) throws Exception {
        return topic(configuration, Map.of("bootstrap.servers", address().toString()));
    }

    /** One made under TLS. */
    String topic(Map<String, String> configuration, KafkaTls tls) throws Exception {
        Map<String, Object> connection = new HashMap<>(tls.configuration());
        connection.put("bootstrap.servers", address().toString());
        connection.put("security.protocol", "SSL");
        return topic(configuration, connection);
    }

    private String topic(Map<String, String> configuration, Map<String, Object> connection) throws Exception {
        String name = "signins-" + names++;
        try (Admin admin = Admin.create(connection)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(configuration)))
                    .all()
                    .get();
        }
        return name;
    }

    KafkaOptions options(String topic) {
        return new KafkaOptions(
                List.of(address()),
                topic,
                Duration.ofSeconds(4),
                16_000_000,
                Compression.NONE,
                Optional.empty(),
                Optional.empty());
    }

    Sink sink(String topic) throws Exception {
        return KafkaSink.open(options(topic));
    }

    /** What is in a topic. */
    List<ConsumerRecord<String, String>> records(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers", address().toString(), "fetch.max.bytes", 64_000_000, "max.poll.records", 100_000);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** How many bytes a topic has on disk. */
    long bytes(String topic) throws IOException {
        return Files.size(home.resolve("logs").resolve(topic + "-0").resolve("00000000000000000000.log"));
    }

    @Override
    public void close() throws IOException {
        try (port;
                controllerPort) {
            if (broker != null) {
                broker.close();
            }
        }
    }
}
