package io.rollcall.sinks.rsyslog;

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
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.relp.RelpOptions;
import io.rollcall.sinks.relp.RelpSink;
import io.rollcall.sinks.tls.Certificates;
import io.rollcall.sinks.tls.Certificates.Identity;
import io.rollcall.sinks.tls.ClientIdentity;
import io.rollcall.sinks.tls.TlsPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** RELP to a real rsyslogd, with and without TLS. */
@Timeout(120)
final class RsyslogRelpTest {

    @TempDir
    Path files;

    @Nested
    final class Plain extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return new DaemonReceiver<>(Rsyslogd.relp(directory, "", ""), rsyslogd -> sink(rsyslogd, Optional.empty()));
        }

        /** So many that it cannot be through before it is killed. */
        @Override
        protected int eventsAtDeath() {
            return 20_000;
        }
    }

    @Nested
    final class OpenSsl extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return underTls(directory, "openssl", "127.0.0.1");
        }

        @Override
        protected int eventsAtDeath() {
            return 20_000;
        }
    }

    @Nested
    final class GnuTls extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return underTls(directory, "gnutls", "127.0.0.1");
        }

        @Override
        protected int eventsAtDeath() {
            return 20_000;
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (DaemonReceiver<Rsyslogd> receiver = underTls(files, "openssl", "other.example.com");
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.numbered("w", 0, 1, 10)).toString())
                    .contains("TryLater", "server_name", receiver.name());
        }
    }

    @Test
    void whoSpeaksNoTlsWhereItIsSpokenIsToldSo() throws Exception {
        try (DaemonReceiver<Rsyslogd> receiver = new DaemonReceiver<>(
                        Rsyslogd.relp(files, " tls.tlsLib=\"openssl\"", tls(files, "127.0.0.1")),
                        rsyslogd -> sink(rsyslogd, Optional.empty()));
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.numbered("w", 0, 1, 10)).toString())
                    .contains("TryLater", "under TLS or not as this sink does");
        }
    }

    /** However narrowly: a receipt comes only after rsyslog has answered for each message, and then it is in the file. */
    @Test
    void nothingAcceptedIsMissingHoweverOftenItIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> accepted = new ArrayList<>();
        try (DaemonReceiver<Rsyslogd> receiver = underTls(files, "openssl", "127.0.0.1");
                Sink sink = receiver.sink()) {
            for (int kill = 0; kill < 8; kill++) {
                int round = kill;
                CompletableFuture<List<String>> writer =
                        CompletableFuture.supplyAsync(() -> writeUntilTrouble(sink, "round" + round));
                receiver.stopAfter(random.nextInt(300_000));
                accepted.addAll(writer.get());
                receiver.start();
            }
            assertThat(new HashSet<>(receiver.received())).as("seed %d", seed).containsAll(accepted);
            Batch last = Deliveries.numbered("last", 0, 2, 10);
            assertThat(sink.write(last)).isEqualTo(Receipt.accepted());
            Eventually.until("it has arrived", () -> receiver.received().containsAll(Deliveries.bodies(last)));
        }
        assertThat(accepted).isNotEmpty();
    }

    private static List<String> writeUntilTrouble(Sink sink, String writer) {
        List<String> accepted = new ArrayList<>();
        try {
            for (int n = 0; ; n += 20) {
                Batch batch = Deliveries.numbered(writer, n, 20, 500);
                if (!sink.write(batch).equals(Receipt.accepted())) {
                    return accepted;
                }
                accepted.addAll(Deliveries.bodies(batch));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static DaemonReceiver<Rsyslogd> underTls(Path directory, String library, String name) throws Exception {
        String input = tls(directory, name);
        return new DaemonReceiver<>(
                Rsyslogd.relp(directory, " tls.tlsLib=\"" + library + "\"", input),
                rsyslogd -> sink(
                        rsyslogd,
                        Optional.of(new TlsPeer(
                                address(rsyslogd),
                                Optional.of(directory.resolve("ca.pem")),
                                Optional.of(new ClientIdentity.Pem(
                                        directory.resolve("collector.pem"), directory.resolve("collector.key"))),
                                Optional.empty()))));
    }

    /** With RSA keys, which both libraries read. */
    private static String tls(Path directory, String name) throws Exception {
        Certificates certificates = new Certificates(directory, "RSA");
        Identity server = certificates.identity(name);
        Identity unused = certificates.identity("collector");
        assertThat(unused.keyFile()).exists();
        return " tls=\"on\" tls.authMode=\"name\" tls.permittedPeer=[\"collector\"] tls.caCert=\""
                + certificates.authorityFile()
                + "\" tls.myCert=\"" + server.certificateFile()
                + "\" tls.myPrivKey=\"" + server.keyFile() + "\"";
    }

    private static HostPort address(Rsyslogd rsyslogd) {
        return new HostPort("127.0.0.1", rsyslogd.port());
    }

    private static Sink sink(Rsyslogd rsyslogd, Optional<TlsPeer> tls) throws Exception {
        return RelpSink.open(
                new RelpOptions(
                        address(rsyslogd),
                        MessageOptions.json(),
                        Optional.empty(),
                        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                        tls),
                Resolver.system(),
                "collector");
    }
}
