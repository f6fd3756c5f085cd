package io.rollcall.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.kafka.KafkaOptions.Compression;
import io.rollcall.sinks.tls.Certificates;
import io.rollcall.sinks.tls.Certificates.Identity;
import io.rollcall.sinks.tls.ClientIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker that speaks TLS and wants to know who we are. */
@Tag("slow")
@Tag("server")
@Timeout(120)
final class KafkaTlsTest {

    @TempDir
    Path files;

    @Test
    void eventsArriveUnderTlsFromAClientWithACertificateOnlyAndToABrokerOfTheRightNameOnly() throws Exception {
        Certificates certificates = new Certificates(files);
        Identity client = certificates.identity("collector");
        Batch batch = Deliveries.numbered("w", 0, 10, 100);
        try (KafkaCluster cluster = new KafkaCluster(
                files.resolve("home"),
                keyStore(certificates, "127.0.0.1"),
                certificates.authorityFile().toString())) {
            KafkaTls known = new KafkaTls(
                    Optional.of(certificates.authorityFile()),
                    Optional.of(new ClientIdentity.Pem(client.certificateFile(), client.keyFile())));
            String topic = cluster.topic(Map.of(), known);
            assertThat(write(cluster, topic, known, batch)).isEqualTo(Receipt.accepted());
            assertThat(write(cluster, topic, new KafkaTls(known.authorities(), Optional.empty()), batch)
                            .toString())
                    .contains("TryLater", "Check", cluster.address().toString());
            assertThat(write(cluster, topic, new KafkaTls(Optional.empty(), known.identity()), batch)
                            .toString())
                    .contains("TryLater", "TLS", "ca_file");
        }
        try (KafkaCluster cluster = new KafkaCluster(
                files.resolve("other"),
                keyStore(certificates, "other.example.com"),
                certificates.authorityFile().toString())) {
            KafkaTls known = new KafkaTls(
                    Optional.of(certificates.authorityFile()),
                    Optional.of(new ClientIdentity.Pem(client.certificateFile(), client.keyFile())));
            assertThat(write(cluster, "any", known, batch).toString())
                    .contains("TryLater", "TLS", "names the brokers go by");
        }
    }

    private static Receipt write(KafkaCluster cluster, String topic, KafkaTls tls, Batch batch) throws Exception {
        KafkaOptions usual = cluster.options(topic);
        try (Sink sink = KafkaSink.open(new KafkaOptions(
                usual.brokers(),
                topic,
                Duration.ofSeconds(5),
                usual.maxBytes(),
                Compression.NONE,
                Optional.of(tls),
                Optional.empty()))) {
            return sink.write(batch);
        }
    }

    /** Key and certificate in one file, as brokers want them. */
    private String keyStore(Certificates certificates, String name) throws Exception {
        Identity broker = certificates.identity(name);
        return Files.writeString(
                        files.resolve(name + ".both"),
                        Files.readString(broker.keyFile()) + Files.readString(broker.certificateFile()))
                .toString();
    }
}
