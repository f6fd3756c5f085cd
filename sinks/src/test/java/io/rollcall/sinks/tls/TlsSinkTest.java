package io.rollcall.sinks.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.HostPort;
import io.rollcall.options.Secret;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.message.Framing;
import io.rollcall.sinks.message.MessageOptions;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.stream.StreamReceiver;
import io.rollcall.sinks.tls.Certificates.Identity;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TlsSinkTest {

    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

    @TempDir
    Path files;

    private Certificates certificates;

    @BeforeEach
    void createAuthority() throws Exception {
        certificates = new Certificates(files);
    }

    @Nested
    final class Tls13PerBatch extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return TlsSinkTest.this.receiver("TLSv1.3", Delivering.PER_BATCH);
        }

        /** More than the system's buffers hold: this receiver, a Java program, ends its side in order even when it dies. */
        @Override
        protected int eventsAtDeath() {
            return 30_000;
        }
    }

    @Nested
    final class Tls12PerBatch extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return TlsSinkTest.this.receiver("TLSv1.2", Delivering.PER_BATCH);
        }

        /** More than the system's buffers hold: this receiver, a Java program, ends its side in order even when it dies. */
        @Override
        protected int eventsAtDeath() {
            return 30_000;
        }
    }

    @Nested
    final class Tls13KeepOpen extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return TlsSinkTest.this.receiver("TLSv1.3", Delivering.KEEP_OPEN);
        }

        /** More than the system's buffers hold: a death after the last write is not seen. */
        @Override
        protected int eventsAtDeath() {
            return 30_000;
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotAccepted() throws Exception {
        Certificates others = new Certificates(Files.createDirectory(files.resolve("others")));
        assertRefused(options(server(certificates.identity("127.0.0.1")), others.authorityFile(), Optional.empty()))
                .contains("ca_file", "Check");
    }

    @Test
    void aCertificateForAnotherNameIsNotAccepted() throws Exception {
        assertRefused(options(server(certificates.identity("other.example.com")), Optional.empty()))
                .contains("127.0.0.1", "server_name");
    }

    @Test
    void anExpiredCertificateIsNotAccepted() throws Exception {
        Identity expired = certificates.identity("127.0.0.1", Instant.now().minusSeconds(3600));
        assertRefused(options(server(expired), Optional.empty())).contains("expired");
    }

    @Test
    void theNameToCheckCanBeGiven() throws Exception {
        try (StreamReceiver receiver = server(certificates.identity("siem.example.com"))) {
            TlsOptions options = options(receiver, Optional.empty());
            TlsOptions named = new TlsOptions(
                    options.stream(), options.authorities(), Optional.empty(), Optional.of("siem.example.com"), true);
            assertAccepted(named);
        }
    }

    @Test
    void aReceiverThatAsksWhoWeAreIsShownTheCertificateOfPemOrPkcs12Files() throws Exception {
        Identity client = certificates.identity("collector.example.com");
        SSLContext context = certificates.context(certificates.identity("127.0.0.1"));
        try (StreamReceiver receiver = new StreamReceiver(new Sockets(context, "TLSv1.3", true), Framing.NEWLINE, p -> {
            throw new UnsupportedOperationException();
        })) {
            assertAccepted(
                    options(receiver, Optional.of(new ClientIdentity.Pem(client.certificateFile(), client.keyFile()))));
            assertAccepted(options(
                    receiver,
                    Optional.of(new ClientIdentity.Pkcs12(
                            certificates.pkcs12(client, "swordfish"), new Secret("swordfish")))));
            try (Sink nobody = TlsSink.open(options(receiver, Optional.empty()), Resolver.system(), "collector")) {
                Receipt receipt = nobody.write(Deliveries.numbered("w", 0, 1, 10));
                assertThat(receipt).isInstanceOf(Receipt.TryLater.class);
                assertThat(receipt.toString()).contains("certificate");
            }
        }
    }

    @Test
    void aCertificateReplacedOnDiskIsUsedForTheNextConnection() throws Exception {
        Certificates others = new Certificates(Files.createDirectory(files.resolve("others")));
        Path authorities = files.resolve("authorities.pem");
        Files.copy(others.authorityFile(), authorities);
        Files.setLastModifiedTime(authorities, java.nio.file.attribute.FileTime.fromMillis(1));
        try (StreamReceiver receiver = server(certificates.identity("127.0.0.1"));
                Sink sink = TlsSink.open(
                        options(receiver, authorities, Optional.empty()), Resolver.system(), "collector")) {
            assertThat(sink.write(Deliveries.numbered("w", 0, 1, 10))).isInstanceOf(Receipt.TryLater.class);
            Files.writeString(authorities, Files.readString(certificates.authorityFile()));
            assertThat(sink.write(Deliveries.numbered("w", 0, 1, 10))).isEqualTo(Receipt.accepted());
        }
    }

    @Test
    void aPortWithoutTlsIsSaidToBeOne() throws Exception {
        try (StreamReceiver plain = new StreamReceiver(ServerSocketFactory.getDefault(), Framing.NEWLINE, p -> {
            throw new UnsupportedOperationException();
        })) {
            TlsOptions options = options(plain, Optional.empty());
            Timeouts impatient = new Timeouts(Duration.ofMillis(300), SHORT.write(), SHORT.receipt());
            StreamOptions stream = options.stream();
            StreamOptions quick = new StreamOptions(
                    stream.address(),
                    stream.framing(),
                    stream.message(),
                    stream.maxBytes(),
                    stream.delivering(),
                    impatient);
            assertRefused(new TlsOptions(quick, options.authorities(), Optional.empty(), Optional.empty(), true))
                    .contains("Check that the port speaks TLS");
        }
    }

    @Test
    void keysInOtherFormsAreRefusedWithTheCommandThatConvertsThem() throws Exception {
        Identity client = certificates.identity("collector.example.com");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Path pkcs1 = files.resolve("pkcs1.key");
        Files.writeString(pkcs1, Certificates.pem(generator.generateKeyPair().getPrivate()));
        assertThatThrownBy(() -> new ClientIdentity.Pem(client.certificateFile(), pkcs1).load())
                .hasMessageContaining("RSA PRIVATE KEY")
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + pkcs1);
        assertThatThrownBy(() -> new ClientIdentity.Pem(client.certificateFile(), client.certificateFile()).load())
                .hasMessageContaining("holds no private key");
        assertThatThrownBy(() -> new ClientIdentity.Pem(client.keyFile(), client.keyFile()).load())
                .hasMessageContaining("holds no certificate");
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertRefused(TlsOptions options) throws Exception {
        try (Sink sink = TlsSink.open(options, Resolver.system(), "collector")) {
            Receipt receipt = sink.write(Deliveries.numbered("w", 0, 1, 10));
            assertThat(receipt).isInstanceOf(Receipt.TryLater.class);
            return assertThat(((Receipt.TryLater) receipt).reason())
                    .contains("tls " + options.stream().address());
        }
    }

    @Test
    void aCertificateFileThatIsNotThereIsNamedBeforeAnythingIsSent() throws Exception {
        Path nowhere = Path.of("nowhere.pem");
        try (StreamReceiver receiver = server(certificates.identity("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            TlsSink.open(options(receiver, nowhere, Optional.empty()), Resolver.system(), "collector"))
                    .isInstanceOf(SinkUnreachable.class)
                    .hasMessageContaining("nowhere.pem does not exist");
        }
    }

    private static void assertAccepted(TlsOptions options) throws Exception {
        try (Sink sink = TlsSink.open(options, Resolver.system(), "collector")) {
            assertThat(sink.write(Deliveries.numbered("w", 0, 1, 10))).isEqualTo(Receipt.accepted());
        }
    }

    private StreamReceiver server(Identity identity) throws Exception {
        return new StreamReceiver(
                new Sockets(certificates.context(identity), "TLSv1.3", false), Framing.NEWLINE, port -> {
                    throw new UnsupportedOperationException();
                });
    }

    private StreamReceiver receiver(String version, Delivering delivering) throws Exception {
        SSLContext context = certificates.context(certificates.identity("127.0.0.1"));
        return new StreamReceiver(
                new Sockets(context, version, false),
                Framing.NEWLINE,
                port -> TlsSink.open(
                        new TlsOptions(
                                stream(port, delivering),
                                Optional.of(certificates.authorityFile()),
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        Resolver.system(),
                        "collector"));
    }

    private TlsOptions options(StreamReceiver receiver, Optional<ClientIdentity> identity) {
        return options(receiver, certificates.authorityFile(), identity);
    }

    private static TlsOptions options(StreamReceiver receiver, Path authorities, Optional<ClientIdentity> identity) {
        return new TlsOptions(
                stream(receiver.port(), Delivering.PER_BATCH),
                Optional.of(authorities),
                identity,
                Optional.empty(),
                true);
    }

    private static StreamOptions stream(int port, Delivering delivering) {
        return new StreamOptions(
                new HostPort("127.0.0.1", port),
                Framing.NEWLINE,
                MessageOptions.json(),
                Optional.empty(),
                delivering,
                SHORT);
    }

    /** Server sockets of one protocol version. */
    private static final class Sockets extends ServerSocketFactory {

        private final SSLContext context;
        private final String version;
        private final boolean asksForClients;

        Sockets(SSLContext context, String version, boolean asksForClients) {
            this.context = context;
            this.version = version;
            this.asksForClients = asksForClients;
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
            socket.setEnabledProtocols(new String[] {version});
            socket.setNeedClientAuth(asksForClients);
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, java.net.InetAddress address) {
            throw new UnsupportedOperationException();
        }
    }
}
