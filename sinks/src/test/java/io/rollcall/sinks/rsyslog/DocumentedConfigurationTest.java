package io.rollcall.sinks.rsyslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.relp.RelpOptions;
import io.rollcall.sinks.relp.RelpSink;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.tcp.TcpOptions;
import io.rollcall.sinks.tcp.TcpSink;
import io.rollcall.sinks.tls.Certificates;
import io.rollcall.sinks.tls.Certificates.Identity;
import io.rollcall.sinks.tls.ClientIdentity;
import io.rollcall.sinks.tls.TlsOptions;
import io.rollcall.sinks.tls.TlsPeer;
import io.rollcall.sinks.tls.TlsSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The configurations of rsyslog that the documentation shows. */
@Timeout(60)
final class DocumentedConfigurationTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "sinks.md");
    private static final Batch BATCH = Deliveries.numbered("w", 0, 500, 20_000);

    @TempDir
    Path directory;

    @Test
    void theOneForTcpKeepsWhatWasAccepted() throws Exception {
        try (Rsyslogd rsyslogd = Rsyslogd.of(directory, block(0).replace("\"5514\"", Rsyslogd.ANY_PORT));
                Sink sink = TcpSink.open(
                        new TcpOptions(StreamOptions.to(new HostPort("127.0.0.1", rsyslogd.port()))),
                        Resolver.system(),
                        "collector")) {
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(rsyslogd.received()).isEqualTo(Deliveries.bodies(BATCH));
        }
    }

    @Test
    void theOneForTlsKeepsWhatWasAccepted() throws Exception {
        Rsyslogd.requireDriver("ossl");
        Certificates certificates = new Certificates(directory);
        Identity server = certificates.identity("127.0.0.1");
        Identity client = certificates.identity("collector.example.com");
        String configuration = block(1).replace("\"6514\"", Rsyslogd.ANY_PORT)
                .replace("/etc/rsyslog.d/ca.pem", certificates.authorityFile().toString())
                .replace("/etc/rsyslog.d/server.pem", server.certificateFile().toString())
                .replace("/etc/rsyslog.d/server.key", server.keyFile().toString());
        try (Rsyslogd rsyslogd = Rsyslogd.of(directory, configuration);
                Sink sink = TlsSink.open(
                        new TlsOptions(
                                StreamOptions.to(new HostPort("127.0.0.1", rsyslogd.port())),
                                Optional.of(certificates.authorityFile()),
                                Optional.of(new ClientIdentity.Pem(client.certificateFile(), client.keyFile())),
                                Optional.empty(),
                                true),
                        Resolver.system(),
                        "collector")) {
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(rsyslogd.received()).isEqualTo(Deliveries.bodies(BATCH));
        }
    }

    @Test
    void theOneForRelpKeepsWhatWasAccepted() throws Exception {
        Rsyslogd.requireModule("imrelp.so", "rsyslog-relp");
        Certificates certificates = new Certificates(directory);
        Identity server = certificates.identity("127.0.0.1");
        Identity client = certificates.identity("collector.example.com");
        String configuration = block(2).replace("\"2514\"", Rsyslogd.ANY_PORT)
                .replace("/etc/rsyslog.d/ca.pem", certificates.authorityFile().toString())
                .replace("/etc/rsyslog.d/server.pem", server.certificateFile().toString())
                .replace("/etc/rsyslog.d/server.key", server.keyFile().toString());
        try (Rsyslogd rsyslogd = Rsyslogd.of(directory, configuration)) {
            HostPort address = new HostPort("127.0.0.1", rsyslogd.port());
            RelpOptions usual = RelpOptions.to(address);
            RelpOptions options = new RelpOptions(
                    address,
                    usual.message(),
                    usual.maxBytes(),
                    usual.timeouts(),
                    Optional.of(new TlsPeer(
                            address,
                            Optional.of(certificates.authorityFile()),
                            Optional.of(new ClientIdentity.Pem(client.certificateFile(), client.keyFile())),
                            Optional.empty())));
            try (Sink sink = RelpSink.open(options, Resolver.system(), "collector")) {
                assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
                assertThat(rsyslogd.received()).isEqualTo(Deliveries.bodies(BATCH));
            }
        }
    }

    private String block(int index) throws Exception {
        List<String> blocks = Pattern.compile("```rsyslog\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(result -> result.group(1))
                .toList();
        return blocks.get(index)
                .replace(
                        "/var/log/rollcall.ndjson",
                        Rsyslogd.receivedFile(directory).toString());
    }
}
