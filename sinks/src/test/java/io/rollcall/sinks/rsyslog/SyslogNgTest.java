package io.rollcall.sinks.rsyslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.Eventually;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.tcp.TcpOptions;
import io.rollcall.sinks.tcp.TcpSink;
import io.rollcall.sinks.tls.Certificates;
import io.rollcall.sinks.tls.Certificates.Identity;
import io.rollcall.sinks.tls.TlsOptions;
import io.rollcall.sinks.tls.TlsSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real syslog-ng makes of what the stream sinks send. */
@Timeout(120)
final class SyslogNgTest {

    @TempDir
    Path files;

    @Nested
    final class Tcp extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return new DaemonReceiver<>(
                    SyslogNg.tcp(directory),
                    daemon -> TcpSink.open(new TcpOptions(stream(daemon)), Resolver.system(), "collector"));
        }

        /** So many that it cannot be through before it is killed. */
        @Override
        protected int eventsAtDeath() {
            return 30_000;
        }
    }

    @Test
    void underTlsItEndsTlsOrTheReceiptSaysSo() throws Exception {
        Certificates certificates = new Certificates(files, "RSA");
        Identity server = certificates.identity("127.0.0.1");
        Batch batch = Deliveries.numbered("w", 0, 1000, 1000);
        try (SyslogNg daemon = SyslogNg.tls(files, server.certificateFile(), server.keyFile());
                DaemonReceiver<SyslogNg> receiver =
                        new DaemonReceiver<>(daemon, each -> tls(each, certificates, true));
                Sink sink = receiver.sink()) {
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            Eventually.until("all have arrived", () -> receiver.received().equals(Deliveries.bodies(batch)));
        }
    }

    private static Sink tls(SyslogNg daemon, Certificates certificates, boolean closeNotify) throws Exception {
        return TlsSink.open(
                new TlsOptions(
                        stream(daemon),
                        Optional.of(certificates.authorityFile()),
                        Optional.empty(),
                        Optional.empty(),
                        closeNotify),
                Resolver.system(),
                "collector");
    }

    private static StreamOptions stream(SyslogNg daemon) {
        StreamOptions usual = StreamOptions.to(new HostPort("127.0.0.1", daemon.port()));
        return new StreamOptions(
                usual.address(),
                usual.framing(),
                usual.message(),
                usual.maxBytes(),
                usual.delivering(),
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20)));
    }
}
