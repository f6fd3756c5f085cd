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
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        Connection connection = PlainConnection.open(wire, TIMEOUTS, TcpTable.system());
        connection.write(bytes("one\ntwo\n"));
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        connection.finish();
        assertThat(read.get()).asString(StandardCharsets.UTF_8).isEqualTo("one\ntwo\n");
    }

    @Test
    void whatThePeerSendsIsReadAndForgotten() throws Exception {
        peer.getOutputStream().write("220 hello\r\n".getBytes(StandardCharsets.UTF_8));
        Connection connection = PlainConnection.open(wire, TIMEOUTS, TcpTable.system());
        connection.write(bytes("one\n"));
        connection.requireOpen();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        connection.finish();
        assertThat(read.get()).hasSize(4);
    }

    @Test
    void aPeerThatSendsWithoutEndIsNoReceiver() throws Exception {
        Connection connection = PlainConnection.open(wire, TIMEOUTS, TcpTable.system());
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
        Connection connection = PlainConnection.open(wire, TIMEOUTS, TcpTable.system());
        connection.write(bytes("one\n"));
        peer.getInputStream().readNBytes(4);
        peer.close();
        Eventually.until("the end is here", () -> wire.readAvailable(ByteBuffer.allocate(1)) < 0);
        connection.write(bytes("two\n"));
        assertThatThrownBy(connection::finish).hasMessageContaining("has closed the connection by itself");
    }

    /** The kill comes at various moments of the farewell. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21, 34, 55})
    void aPeerThatIsKilledWithBytesUnreadHasNotEverything(int millis) throws Exception {
        try (ServerSocketChannel listening =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Wire toVictim = Wire.connect((InetSocketAddress) listening.getLocalAddress(), Duration.ofSeconds(2));
                SocketChannel victim = listening.accept()) {
            Connection connection = PlainConnection.open(toVictim, TIMEOUTS, TcpTable.system());
            connection.write(bytes("one\n"));
            Eventually.until(
                    "it is there", () -> victim.socket().getInputStream().available() == 4);
            CompletableFuture.runAsync(
                    () -> closeAsTheSystemDoes(victim),
                    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
            assertThatThrownBy(connection::finish).isInstanceOf(IOException.class);
        }
    }

    /** A channel in blocking mode is closed without an orderly end before, as the system closes those of a killed program. */
    private static void closeAsTheSystemDoes(SocketChannel victim) {
        try {
            victim.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The peer's reset after its end is shown by no read, only by the disappearance of the connection. */
    @Test
    void anEndThatCrossedWithOurLastBytesIsNoReceipt() throws Exception {
        Path table = directory.resolve("tcp");
        String local = String.format("0100007F:%04X", wire.localAddress().getPort());
        String remote = String.format("0100007F:%04X", server.getLocalPort());
        String line = "   0: " + local + " " + remote + " 01 0000000A:00000000 00:00000000 00000000 0 0 1\n";
        Files.writeString(table, "  sl  local_address rem_address   st tx_queue rx_queue\n" + line);
        Connection connection = PlainConnection.open(wire, TIMEOUTS, new TcpTable(table, table));
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
        Path table = directory.resolve("tcp");
        String line = String.format(
                "0: 0100007F:%04X 0100007F:%04X 0B 00000001:00000000 00\n",
                wire.localAddress().getPort(), server.getLocalPort());
        Files.writeString(table, line);
        Connection connection = PlainConnection.open(wire, TIMEOUTS, new TcpTable(table, directory.resolve("none")));
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        assertThatThrownBy(connection::finish).hasMessageContaining("did not close its side within 500ms");
        assertThat(read.get()).isEmpty();
    }

    @Test
    void whereTheSystemShowsNoTableThePeersEndHasToDo() throws Exception {
        Connection connection = PlainConnection.open(
                wire, TIMEOUTS, new TcpTable(directory.resolve("none"), directory.resolve("none")));
        connection.write(bytes("one\n"));
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(this::readAndClose);
        connection.finish();
        assertThat(read.get()).hasSize(4);
    }

    @Test
    void aPeerThatNeverClosesIsWaitedForNoLongerThanAllowed() throws Exception {
        Connection connection = PlainConnection.open(wire, TIMEOUTS, TcpTable.system());
        assertThatThrownBy(connection::finish)
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("did not close its side within 500ms")
                .hasMessageContaining("keep-open");
    }

    @Test
    void aPeerThatStopsReadingHoldsNobodyUpForEver() throws Exception {
        Connection connection = PlainConnection.open(wire, TIMEOUTS, TcpTable.system());
        assertThatThrownBy(() -> connection.write(ByteBuffer.allocate(100_000_000)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("has read nothing for 300ms");
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        Connection connection = PlainConnection.open(
                wire,
                new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)),
                TcpTable.system());
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
        ByteBuffer much = ByteBuffer.allocate(50_000_000);
        assertThatThrownBy(() -> wire.write(much, Duration.ofMillis(200))).isInstanceOf(SocketTimeoutException.class);
        assertThat(table.unacknowledged(local, remote).getAsLong()).isPositive();
        peer.close();
        Eventually.until(
                "the reset has removed it",
                () -> table.unacknowledged(local, remote).isEmpty());
    }

    @Test
    void ipv6IsSpokenToo() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (ServerSocket ipv6 = new ServerSocket(0, 1, loopback);
                Wire toIpv6 =
                        Wire.connect(new InetSocketAddress(loopback, ipv6.getLocalPort()), Duration.ofSeconds(2));
                Socket reader = ipv6.accept()) {
            TcpTable table = TcpTable.system();
            Connection connection = PlainConnection.open(toIpv6, TIMEOUTS, table);
            assertThat(table.shows(toIpv6.localAddress(), toIpv6.remoteAddress()))
                    .isEqualTo(Files.isReadable(Path.of("/proc/net/tcp6")));
            connection.write(bytes("one\n"));
            CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> readAndClose(reader));
            connection.finish();
            assertThat(read.get()).hasSize(4);
        }
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
        return readAndClose(peer);
    }

    private static byte[] readAndClose(Socket socket) {
        try (Socket closing = socket) {
            return closing.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
