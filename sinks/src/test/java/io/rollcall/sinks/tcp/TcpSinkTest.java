package io.rollcall.sinks.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.message.Framing;
import io.rollcall.sinks.message.MessageOptions;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.stream.StreamReceiver;
import java.time.Duration;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class TcpSinkTest {

    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3));

    private static StreamReceiver receiver(Framing framing, Delivering delivering) throws Exception {
        return new StreamReceiver(ServerSocketFactory.getDefault(), framing, port -> sink(port, framing, delivering));
    }

    private static Sink sink(int port, Framing framing, Delivering delivering) {
        StreamOptions stream = new StreamOptions(
                new HostPort("127.0.0.1", port), framing, MessageOptions.json(), Optional.empty(), delivering, SHORT);
        return TcpSink.open(new TcpOptions(stream), Resolver.system(), "collector");
    }

    @Test
    void aMessageLongerThanTheReceiverTakesIsRefusedAndTheOthersArrive() throws Exception {
        try (StreamReceiver receiver = receiver(Framing.NEWLINE, Delivering.PER_BATCH)) {
            StreamOptions base = StreamOptions.to(new HostPort("127.0.0.1", receiver.port()));
            StreamOptions limited = new StreamOptions(
                    base.address(), base.framing(), base.message(), Optional.of(7L), base.delivering(), SHORT);
            try (Sink sink = TcpSink.open(new TcpOptions(limited), Resolver.system(), "collector")) {
                Receipt receipt = sink.write(Deliveries.batch(
                        Deliveries.event("{\"a\":12}"), Deliveries.event("{\"a\":1}"), Deliveries.event("{\"b\":34}")));
                assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
                assertThat(((Receipt.Accepted) receipt).refused())
                        .extracting(Refusal::index)
                        .containsExactly(0, 2);
                assertThat(receipt.toString()).contains("8 bytes", "max_bytes of this sink is 7");
                assertThat(receiver.received()).containsExactly("{\"a\":1}");
                Receipt allRefused = sink.write(Deliveries.batch(Deliveries.event("{\"a\":12}")));
                assertThat(((Receipt.Accepted) allRefused).refused()).hasSize(1);
            }
        }
    }

    @Nested
    final class PerBatchWithNewlines extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return TcpSinkTest.receiver(Framing.NEWLINE, Delivering.PER_BATCH);
        }
    }

    @Nested
    final class PerBatchWithOctetCounting extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return TcpSinkTest.receiver(Framing.OCTET_COUNTING, Delivering.PER_BATCH);
        }
    }

    @Nested
    final class KeepOpen extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return TcpSinkTest.receiver(Framing.NEWLINE, Delivering.KEEP_OPEN);
        }

        /** More than the system's buffers hold: a death after the last write is not seen. */
        @Override
        protected int eventsAtDeath() {
            return 30_000;
        }
    }
}
