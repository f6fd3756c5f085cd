package io.rollcall.bench.sinks;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a few lines with the client library of Kafka do: the same keys and records, idempotent, acknowledged by all, and flushed once a batch. */
final class PlainProducer {

    private final Map<String, Object> configuration;
    private final String topic;

    PlainProducer(HostPort broker, String topic) {
        this.configuration = Map.of(
                "bootstrap.servers",
                broker.toString(),
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                5,
                "batch.size",
                64 * 1024,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
        this.topic = topic;
    }

    void deliver(Load load) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(configuration)) {
            for (int i = 0; i < load.batches(); i++) {
                List<Future<RecordMetadata>> sent = load.batch().deliveries().stream()
                        .map(delivery -> producer.send(record(delivery)))
                        .toList();
                producer.flush();
                for (Future<RecordMetadata> each : sent) {
                    each.get();
                }
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(Delivery delivery) {
        int from = delivery.body().offset();
        return new ProducerRecord<>(
                topic,
                delivery.key().toString().getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOfRange(
                        delivery.body().array(), from, from + delivery.body().length()));
    }
}
