package io.rollcall.sinks.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.Eventually;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.message.MessageOptions;
import io.rollcall.sinks.net.Resolver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class UdpSinkTest extends SinkContract {

    @Override
    protected boolean noticesAbsence() {
        return false;
    }

    @Override
    protected Receiver receiver() throws Exception {
        return new DatagramReceiver();
    }

    /** Few enough for the receive buffer of the system. */
    @Override
    protected int concurrentBatches() {
        return 5;
    }

    @Override
    protected boolean canProbe() {
        return false;
    }

    @Override
    @Test
    protected void aHugeEventArrives() throws Exception {
        Batch batch = Deliveries.batch(
                Deliveries.event("{\"n\":1}"),
                Deliveries.event("\"" + "x".repeat(65_507 - 2) + "\""),
                Deliveries.event("\"" + "x".repeat(65_507 - 1) + "\""),
                Deliveries.event("{\"n\":4}"));
        Receipt.Accepted accepted = (Receipt.Accepted) sink.write(batch);
        assertThat(accepted.refused()).hasSize(1);
        assertThat(accepted.refused().get(0).index()).isEqualTo(2);
        assertThat(accepted.refused().get(0).reason()).contains("65508 bytes", "max_bytes");
        Eventually.until("the others have arrived", () -> receiver.received().size() == 3);
        assertThat(receiver.received().get(1)).hasSize(65_507);
    }

    @Override
    @Test
    protected void aBatchDuringWhichTheReceiverDiesIsNotAccepted() {
        assertThat(sink.promise()).as("a death cannot be seen").contains("MAY LOSE");
    }

    /** A socket with a thread that empties it. */
    private static final class DatagramReceiver implements Receiver {

        private final List<String> received = new CopyOnWriteArrayList<>();
        private final HeldDatagramPort port = new HeldDatagramPort();
        private DatagramSocket socket = port.open();
        private Thread reader = new Thread();

        DatagramReceiver() throws IOException {
            listen(socket);
        }

        private void listen(DatagramSocket listening) {
            reader = new Thread(() -> {
                byte[] room = new byte[65_536];
                while (!listening.isClosed()) {
                    DatagramPacket packet = new DatagramPacket(room, room.length);
                    try {
                        listening.receive(packet);
                        received.add(new String(room, 0, packet.getLength(), StandardCharsets.UTF_8));
                    } catch (IOException closed) {
                        assertThat(listening.isClosed()).isTrue();
                    }
                }
            });
            reader.start();
        }

        @Override
        public Sink sink() {
            UdpOptions options = new UdpOptions(
                    new HostPort("127.0.0.1", port.number()), MessageOptions.json(), UdpOptions.MAX_DATAGRAM_BYTES);
            return new UdpSink(options, Resolver.system(), "collector");
        }

        @Override
        public List<String> received() {
            return received;
        }

        /** Stops receiving, which is over only when the thread that reads has left the system. */
        @Override
        public void stop() throws IOException {
            socket.close();
            try {
                reader.join();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }

        @Override
        public void stopAfter(long bytes) {
            throw new UnsupportedOperationException("nobody could see it");
        }

        @Override
        public void start() throws IOException {
            socket = port.open();
            listen(socket);
        }

        @Override
        public String name() {
            return "udp 127.0.0.1:" + port.number();
        }

        @Override
        public void close() throws IOException {
            try (port) {
                stop();
            }
        }
    }
}
