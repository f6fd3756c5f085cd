package io.rollcall.sinks.kafka;

import io.rollcall.options.HostPort;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a topic of Kafka needs.
 *
 * @param brokers some of the cluster's; the others are learned from them
 * @param topic where events go
 * @param timeout within which a record must be acknowledged
 * @param maxBytes the longest record
 * @param compression of record batches
 * @param tls certificates; empty for no TLS
 * @param login user and password; empty for none
 * @param fields headers of each record
 */
public record KafkaOptions(
        List<HostPort> brokers,
        String topic,
        Duration timeout,
        int maxBytes,
        Compression compression,
        Optional<KafkaTls> tls,
        Optional<KafkaLogin> login,
        Fields fields) {

    private static final Fields USUAL = Fields.usual("rollcall_", "stream", "kind", "visible_by");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long USUAL_BYTES = 1L << 20;
    private static final long MOST_BYTES = 1L << 30;
    private static final String TOPIC = "[a-zA-Z0-9._-]{1,249}";

    /** How record batches are compressed. */
    public enum Compression {
        /** Not at all. */
        NONE,
        /** By gzip. */
        GZIP
    }

    public KafkaOptions {
        brokers = List.copyOf(brokers);
    }

    /** With the usual fields. */
    public KafkaOptions(
            List<HostPort> brokers,
            String topic,
            Duration timeout,
            int maxBytes,
            Compression compression,
            Optional<KafkaTls> tls,
            Optional<KafkaLogin> login) {
        this(brokers, topic, timeout, maxBytes, compression, tls, login, USUAL);
    }

    /** Reads the options out of the mapping of a sink. */
    public static KafkaOptions read(Section section) {
        List<HostPort> brokers = section.required(
                "brokers",
                Types.listOf(Types.HOST_PORT),
                "Some of the cluster's brokers; the others are learned from them.",
                List.of(new HostPort("kafka.example.com", 9092)));
        if (brokers.isEmpty()) {
            section.problem("brokers", "must name at least one");
        }
        String topic = section.required("topic", Types.TEXT, "The topic events go to.", "rollcall-signins");
        if (!topic.matches(TOPIC)) {
            section.problem("topic", "is no name of a topic: 1 to 249 letters, digits or any of . _ -");
        }
        Optional<KafkaTls> tls = section.maybeSection(
                "tls",
                "Speak TLS; {} for the usual. Without it, anybody on the way can read and forge.",
                KafkaTls::read);
        Optional<KafkaLogin> login = section.maybeSection(
                "login", "User and password (SASL), if the brokers ask for them.", KafkaLogin::read);
        if (tls.isEmpty() && login.isPresent() && login.get().mechanism() == KafkaLogin.Mechanism.PLAIN) {
            section.problem("login", "sends the password itself (mechanism: plain), so it needs tls");
        }
        return new KafkaOptions(
                brokers,
                topic,
                timeout(section),
                maxBytes(section),
                section.optional(
                        "compression",
                        Types.oneOf(Compression.class),
                        Compression.NONE,
                        "How batches of records are compressed on their way and in the topic."),
                tls,
                login,
                Fields.read(section, "Headers of each record.", USUAL, Naming.free()));
    }

    private static Duration timeout(Section section) {
        Duration timeout = section.optional(
                "timeout",
                Types.DURATION,
                TIMEOUT,
                "Within how long the brokers must have acknowledged a record, connecting and trying again included.");
        if (timeout.toMillis() >= 1000 && timeout.compareTo(Duration.ofDays(1)) <= 0) {
            return timeout;
        }
        section.problem("timeout", "must be from 1s to 1d");
        return TIMEOUT;
    }

    private static int maxBytes(Section section) {
        long bytes = section.optional(
                "max_bytes",
                Types.BYTES,
                USUAL_BYTES,
                "The longest record. Longer ones go to the dead letters. The topic's max.message.bytes should be no less.");
        if (bytes < 1 || bytes > MOST_BYTES) {
            section.problem("max_bytes", "must be from 1 to 1GiB");
            return (int) USUAL_BYTES;
        }
        return (int) bytes;
    }
}
