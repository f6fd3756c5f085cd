package io.rollcall.sinks.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The producer for a topic, shared by all writers and made anew after trouble that may have spoiled it. Thread-safe. */
final class Producers {

    /**
     * The most bytes of records sent as one. No more than the longest record: the library cannot make batches that are too large for a
     * topic smaller than this, and tries in vain until the time is over (KAFKA-8350).
     */
    private static final int BATCH_BYTES = 64 * 1024;

    private static final int LINGER_MILLIS = 5;

    private final Map<String, Object> configuration;
    private @Nullable KafkaProducer<byte[], byte[]> current;
    private boolean isClosed;

    /** @throws IOException if certificates or keys cannot be read */
    Producers(KafkaOptions options) throws IOException {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put(
                "bootstrap.servers",
                options.brokers().stream().map(Object::toString).collect(Collectors.joining(",")));
        made.put("acks", "all");
        made.put("enable.idempotence", true);
        made.put("max.request.size", options.maxBytes());
        made.put("compression.type", options.compression().name().toLowerCase(java.util.Locale.ROOT));
        made.put("batch.size", Math.min(BATCH_BYTES, options.maxBytes()));
        made.put("linger.ms", LINGER_MILLIS);
        int timeout = Math.toIntExact(options.timeout().toMillis());
        made.put("max.block.ms", timeout);
        made.put("delivery.timeout.ms", timeout);
        made.put("request.timeout.ms", timeout / 2);
        made.put("reconnect.backoff.max.ms", 1000);
        made.put("enable.metrics.push", false);
        made.put("key.serializer", ByteArraySerializer.class);
        made.put("value.serializer", ByteArraySerializer.class);
        made.put("security.protocol", protocol(options));
        if (options.tls().isPresent()) {
            made.putAll(options.tls().get().configuration());
        }
        options.login().ifPresent(login -> made.putAll(login.configuration()));
        this.configuration = Map.copyOf(made);
    }

    private static String protocol(KafkaOptions options) {
        return (options.login().isPresent() ? "SASL_" : "") + (options.tls().isPresent() ? "SSL" : "PLAINTEXT");
    }

    /**
     * The producer to use.
     *
     * @throws org.apache.kafka.common.KafkaException if there can be none now, such as when no broker's name has an address
     */
    synchronized KafkaProducer<byte[], byte[]> producer() {
        if (isClosed) {
            throw new IllegalStateException("closed");
        }
        KafkaProducer<byte[], byte[]> producer = current;
        if (producer == null) {
            producer = new KafkaProducer<>(configuration);
            current = producer;
        }
        return producer;
    }

    /** Has the next writer use another producer than this one. Writers that still wait for it learn that they must write again. */
    void replace(KafkaProducer<byte[], byte[]> spoiled) {
        synchronized (this) {
            if (current != spoiled) {
                return;
            }
            current = null;
        }
        spoiled.close(Duration.ZERO);
    }

    void close() {
        KafkaProducer<byte[], byte[]> last;
        synchronized (this) {
            isClosed = true;
            last = current;
            current = null;
        }
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }
}
