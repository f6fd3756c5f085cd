package io.rollcall.sinks.tcp;

import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
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
