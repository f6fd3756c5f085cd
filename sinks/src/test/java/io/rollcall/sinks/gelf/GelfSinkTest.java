package io.rollcall.sinks.gelf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.stream.StreamReceiver;
import io.rollcall.sinks.tls.Certificates;
import io.rollcall.sinks.tls.TlsPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a receiver that takes messages apart as the GELF specification says, and closes after it has read to the end, as Graylog does. */
final class GelfSinkTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3));
    private static final long MAX_BYTES = 16L << 20;

    @TempDir
    Path files;

    private static Sink sink(int port, Optional<Path> authority, long maxBytes) throws Exception {
        HostPort address = new HostPort("127.0.0.1", port);
        Optional<TlsPeer> tls =
                authority.map(file -> new TlsPeer(address, Optional.of(file), Optional.empty(), Optional.empty()));
        return GelfSink.open(
                new GelfOptions(address, Optional.empty(), maxBytes, Delivering.PER_BATCH, SHORT, tls, true),
                Resolver.system(),
                "collector");
    }

    private static StreamReceiver plain(long maxBytes) throws IOException {
        return new StreamReceiver(
                ServerSocketFactory.getDefault(), '\0', port -> sink(port, Optional.empty(), maxBytes));
    }

    /** A receiver that keeps the records within the messages. */
    private record Graylog(StreamReceiver stream) implements SinkContract.Receiver {

        @Override
        public Sink sink() throws Exception {
            return stream.sink();
        }

        @Override
        public List<String> received() {
            return stream.received().stream().map(Graylog::message).toList();
        }

        private static String message(String gelf) {
            try {
                JsonNode message = MAPPER.readTree(gelf);
                assertThat(message.path("version").asText()).isEqualTo("1.1");
                assertThat(message.path("host").asText()).isNotEmpty();
                assertThat(message.path("timestamp").isNumber()).isTrue();
                message.fieldNames()
                        .forEachRemaining(name -> assertThat(name)
                                .matches("version|host|short_message|timestamp|level|_(?!id$)[\\w.-]+"));
                return message.path("short_message").textValue();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() throws Exception {
            stream.stop();
        }

        @Override
        public void stopAfter(long bytes) {
            stream.stopAfter(bytes);
        }

        @Override
        public void start() throws Exception {
            stream.start();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }

        @Override
        public String name() {
            return stream.name();
        }
    }

    @Nested
    final class Plain extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return new Graylog(plain(MAX_BYTES));
        }

        /** More than the system's buffers hold: this receiver, a Java program, ends its side in order even when it dies. */
        @Override
        protected int eventsAtDeath() {
            return 30_000;
        }
    }

    @Nested
    final class UnderTls extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            Certificates certificates = new Certificates(files);
            return new Graylog(new StreamReceiver(
                    certificates.context(certificates.identity("127.0.0.1")).getServerSocketFactory(),
                    '\0',
                    port -> sink(port, Optional.of(certificates.authorityFile()), MAX_BYTES)));
        }

        /** More than the system's buffers hold: this receiver, a Java program, ends its side in order even when it dies. */
        @Override
        protected int eventsAtDeath() {
            return 30_000;
        }
    }

    @Test
    void aMessageCarriesTimeRecordAndWhatIsKnownBesideIt() throws Exception {
        try (StreamReceiver receiver = plain(MAX_BYTES);
                Sink sink = receiver.sink()) {
            Delivery event = Deliveries.of(Delivery.Kind.REVISION, "{\"a\":\"\\u0000\"}");
            assertThat(sink.write(Deliveries.batch(event))).isEqualTo(Receipt.accepted());
            assertThat(receiver.received())
                    .containsExactly(
                            "{\"version\":\"1.1\",\"host\":\"collector\",\"timestamp\":1795499220.123456,\"level\":6,"
                                    + "\"_rollcall_stream\":\"" + Deliveries.STREAM
                                    + "\",\"_rollcall_kind\":\"revision\",\"_rollcall_key\":\"" + event.key()
                                    + "\",\"_rollcall_visible_by\":\"2026-11-24T05:48:30.123456789Z\","
                                    + "\"short_message\":\"{\\\"a\\\":\\\"\\\\u0000\\\"}\"}");
        }
    }

    @Test
    void aMessageLongerThanTheReceiverTakesIsRefusedAndTheOthersArrive() throws Exception {
        try (StreamReceiver receiver = plain(1000);
                Sink sink = receiver.sink()) {
            Receipt receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"a\":1}"), Deliveries.event("{\"b\":\"" + "x".repeat(1000) + "\"}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1);
            assertThat(new Graylog(receiver).received()).containsExactly("{\"a\":1}");
        }
    }
}
