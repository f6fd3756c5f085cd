package io.rollcall.sinks.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.options.HostPort;
import io.rollcall.sinks.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class PlainConnectionTest {

    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(500));

    @TempDir
    Path directory;

    private ServerSocket server;
    private Wire wire;
    private Socket peer;

    @BeforeEach
    void connect() throws Exception {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        wire = Wire.connect(
                new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), Duration.ofSeconds(2));
        peer = server.accept();
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
        wire.close();
        server.close();
    }

    @Test
    void aPeerThatReadsToTheEndAndClosesHasEverything() throws Exception {
        Connection connection = new PlainConnection(wire, TIMEOUTS);
        connection.write(bytes("one\ntwo\n"));
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        connection.finish();
        assertThat(read.get()).asString(StandardCharsets.UTF_8).isEqualTo("one\ntwo\n");
    }

    @Test
    void whatThePeerSendsIsReadAndForgotten() throws Exception {
        peer.getOutputStream().write("220 hello\r\n".getBytes(StandardCharsets.UTF_8));
        Connection connection = new PlainConnection(wire, TIMEOUTS);
        connection.write(bytes("one\n"));
        connection.requireOpen();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        connection.finish();
        assertThat(read.get()).hasSize(4);
    }

    @Test
    void aPeerThatSendsWithoutEndIsNoReceiver() throws Exception {
        Connection connection = new PlainConnection(wire, TIMEOUTS);
        CompletableFuture.runAsync(() -> {
            try {
                while (true) {
                    peer.getOutputStream().write(new byte[10_000]);
                }
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }
        });
        assertThatThrownBy(connection::finish).hasMessageContaining("more than 1048576 bytes");
    }

    @Test
    void aPeerThatClosedBeforeTheEndHasNotEverything() throws Exception {
        Connection connection = new PlainConnection(wire, TIMEOUTS);
        connection.write(bytes("one\n"));
        peer.getInputStream().readNBytes(4);
        peer.close();
        Eventually.until("the end is here", () -> wire.readAvailable(ByteBuffer.allocate(1)) < 0);
        connection.write(bytes("two\n"));
        assertThatThrownBy(connection::finish).hasMessageContaining("has closed the connection by itself");
    }

    @Test
    void aPeerThatClosesWithoutReadingHasNotEverything() throws Exception {
        Connection connection = new PlainConnection(wire, TIMEOUTS);
        connection.write(bytes("one\n"));
        Eventually.until("it is there", () -> peer.getInputStream().available() == 4);
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture.runAsync(() -> {
            try {
                closing.await();
                peer.close();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        closing.countDown();
        assertThatThrownBy(connection::finish).isInstanceOf(IOException.class);
    }

    /** The peer's reset after its end is shown by no read, only by the disappearance of the connection. */
    @Test
    void anEndThatCrossedWithOurLastBytesIsNoReceipt() throws Exception {
        Path table = directory.resolve("tcp");
        String local = String.format("0100007F:%04X", wire.localAddress().getPort());
        String remote = String.format("0100007F:%04X", server.getLocalPort());
        String line = "   0: " + local + " " + remote + " 01 0000000A:00000000 00:00000000 00000000 0 0 1\n";
        Files.writeString(table, "  sl  local_address rem_address   st tx_queue rx_queue\n" + line);
        Connection connection = new PlainConnection(wire, TIMEOUTS, new TcpTable(List.of(table)));
        connection.write(bytes("one\n"));
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        CompletableFuture<Void> reset = CompletableFuture.runAsync(() -> {
            read.join();
            try {
                Files.writeString(table, "");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThatThrownBy(connection::finish).hasMessageContaining("before it had the whole batch");
        reset.get();
    }

    @Test
    void whatThePeerNeverAcknowledgesIsNoReceipt() throws Exception {
        Path table = directory.resolve("tcp6");
        String prefix = "0000000000000000FFFF00000100007F:";
        String line = String.format(
                "0: %s%04X %s%04X 0B 00000001:00000000 00\n",
                prefix, wire.localAddress().getPort(), prefix, server.getLocalPort());
        Files.writeString(table, line);
        Connection connection =
                new PlainConnection(wire, TIMEOUTS, new TcpTable(List.of(directory.resolve("none"), table)));
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        assertThatThrownBy(connection::finish).hasMessageContaining("did not close its side within 500ms");
        assertThat(read.get()).isEmpty();
    }

    @Test
    void whereTheSystemShowsNoTableThePeersEndHasToDo() throws Exception {
        Connection connection = new PlainConnection(wire, TIMEOUTS, new TcpTable(List.of()));
        connection.write(bytes("one\n"));
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        connection.finish();
        assertThat(read.get()).hasSize(4);
    }

    @Test
    void aPeerThatNeverClosesIsWaitedForNoLongerThanAllowed() {
        Connection connection = new PlainConnection(wire, TIMEOUTS);
        assertThatThrownBy(connection::finish)
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("did not close its side within 500ms")
                .hasMessageContaining("keep-open");
    }

    @Test
    void aPeerThatStopsReadingHoldsNobodyUpForEver() {
        Connection connection = new PlainConnection(wire, TIMEOUTS);
        assertThatThrownBy(() -> connection.write(ByteBuffer.allocate(100_000_000)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("has read nothing for 300ms");
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        Connection connection = new PlainConnection(
                wire, new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread writer = new Thread(() -> {
            try {
                connection.write(ByteBuffer.allocate(100_000_000));
            } catch (IOException | InterruptedException e) {
                outcome.complete(e);
            }
        });
        writer.start();
        Eventually.until("the peer's buffer fills", () -> peer.getInputStream().available() > 10_000);
        writer.interrupt();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theTableOfThisSystemKnowsItsConnections() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isReadable(Path.of("/proc/net/tcp")), "only Linux shows its table of connections");
        TcpTable table = TcpTable.system();
        InetSocketAddress local = wire.localAddress();
        InetSocketAddress remote = wire.remoteAddress();
        assertThat(table.unacknowledged(local, remote)).hasValue(0);
        assertThat(table.unacknowledged(remote, local)).hasValue(0);
        ByteBuffer much = ByteBuffer.allocate(50_000_000);
        assertThatThrownBy(() -> wire.write(much, Duration.ofMillis(200))).isInstanceOf(SocketTimeoutException.class);
        assertThat(table.unacknowledged(local, remote).getAsLong()).isPositive();
        peer.close();
        Eventually.until(
                "the reset has removed it",
                () -> table.unacknowledged(local, remote).isEmpty());
    }

    @Test
    void allAddressesOfANameAreTried() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 99});
        HostPort receiver = new HostPort("siem.example.com", server.getLocalPort());
        try (Wire second = new Dialer(receiver, host -> List.of(nobody, here), Duration.ofSeconds(2)).dial()) {
            assertThat(second.remoteAddress().getAddress()).isEqualTo(here);
        }
        assertThatThrownBy(() -> new Dialer(receiver, host -> List.of(nobody, nobody), Duration.ofSeconds(2)).dial())
                .hasMessageContaining("127.0.0.99: Connection refused; 127.0.0.99: Connection refused")
                .hasMessageContaining("Check that the receiver is running");
    }

    @Test
    void anUnknownNameIsNamed() {
        HostPort receiver = new HostPort("siem.invalid", 514);
        assertThatThrownBy(() -> new Dialer(receiver, Resolver.system(), Duration.ofSeconds(2)).dial())
                .hasMessageContaining("siem.invalid has no address")
                .hasMessageContaining("DNS");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] readAndClose() {
        try (Socket closing = peer) {
            return closing.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
