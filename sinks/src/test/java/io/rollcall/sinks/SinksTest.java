package io.rollcall.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.Declaration;
import io.rollcall.options.Description;
import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sinks.net.Resolver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SinksTest {

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: stdout}",
                "{kind: tcp, address: '[2001:db8::1]:514'}",
                "{kind: tcp, address: siem.example.com:514, framing: octet-counting, payload: rfc3164, app_name: audit,"
                        + " hostname: h, facility: auth, severity: warning, delivery: keep-open, max_bytes: 8KiB,"
                        + " connect_timeout: 1s, write_timeout: 2s, receipt_timeout: 500ms}",
                "{kind: tls, address: siem.example.com:6514, server_name: other.example.com, require_close_notify: false}",
                "{kind: relp, address: siem.example.com:2514, payload: rfc5424, max_bytes: 1MiB, receipt_timeout: 1m, tls: {}}",
                "{kind: kafka, brokers: ['a.example.com:9092', 'b.example.com:9092'], topic: signins, timeout: 10s, max_bytes: 2MiB,"
                        + " compression: gzip, tls: {}, login: {mechanism: scram-sha-256, user: u, password: p}}",
                "{kind: loki, url: 'https://loki.example.com:3100', tenant: t, labels: {env: {value: prod}}, time: visible-by}",
                "{kind: otlp, url: 'https://otel.example.com:4318', headers: {api-key: {value: k}}, service_name: audit}",
                "{kind: sentinel, url: 'https://x.ingest.monitor.azure.com', rule: dcr-0123456789abcdef0123456789abcdef,"
                        + " stream: Custom-Rollcall, identity: {kind: managed}}",
                "{kind: sentinel, url: 'https://x.ingest.monitor.azure.com', rule: dcr-0123456789abcdef0123456789abcdef, row: record,"
                        + " stream: Custom-A_CL, identity: {kind: application, tenant: t, client_id: c, client_secret: s}}",
                "{kind: gelf, address: graylog.example.com:12201, tls: {}, max_bytes: 4MiB, hostname: h, delivery: keep-open}",
                "{kind: udp, address: 192.0.2.1:514, payload: rfc5424, max_bytes: 1200}"
            })
    void aSinkIsReadAndOpenedWithoutItsReceiver(String yaml) throws Exception {
        try (Sink sink = open(yaml)) {
            assertThat(sink.promise()).startsWith("accepted means ");
        }
    }

    @Test
    void standardOutputIsTheStreamOfTheSurroundings() throws Exception {
        try (Sink sink = open("{kind: stdout}")) {
            assertThat(sink.write(Deliveries.batch(Deliveries.event("{\"a\":1}"))))
                    .isEqualTo(Receipt.accepted());
        }
        assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}\n");
    }

    @Test
    void aFileIsWrittenToItsPath() throws Exception {
        Path path = directory.resolve("events.ndjson");
        String options = "{kind: file, path: '" + path
                + "', rotate_bytes: 1GiB, rotate_every: 1d, keep_files: 7, gzip: true, fsync: false}";
        try (Sink sink = open(options)) {
            assertThat(sink.write(Deliveries.batch(Deliveries.event("{\"a\":1}"))))
                    .isEqualTo(Receipt.accepted());
            assertThat(sink.promise()).contains("not a power cut");
        }
        assertThat(Files.readString(path)).isEqualTo("{\"a\":1}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: tcpp, address: 'a:1'}|did you mean",
                "{kind: tcp}|address",
                "{kind: tcp, address: 'a:1', framing: lines}|newline, octet-counting",
                "{kind: tcp, address: 'a:1', write_timeout: 0s}|write_timeout",
                "{kind: tcp, address: 'a:1', app_name: 'a b'}|without spaces",
                "{kind: tcp, address: 'a:1', payload: rfc3164, app_name: 'a[b]'}|tag of RFC 3164",
                "{kind: tcp, address: 'a:1', hostname: 'ä'}|hostname",
                "{kind: udp, address: 'a:1', max_bytes: 65508}|from 1 to 65507",
                "{kind: file, path: a, rotate_bytes: 0}|rotate_bytes",
                "{kind: file, path: a, rotate_every: 0s}|rotate_every",
                "{kind: opensearch, url: 'http://a:9200', index: 'Sign Ins'}|no name of an index",
                "{kind: kafka, brokers: ['a:9092'], topic: 'sign ins'}|no name of a topic",
                "{kind: kafka, brokers: [], topic: s}|at least one",
                "{kind: kafka, brokers: ['a:9092'], topic: s, timeout: 10ms}|from 1s",
                "{kind: kafka, brokers: ['a:9092'], topic: s, login: {mechanism: plain, user: u, password: p}}|needs tls",
                "{kind: loki, url: 'http://a:3100', labels: {rollcall_x: {value: y}}}|rollcall_x",
                "{kind: sentinel, url: 'http://a', rule: myrule, stream: Custom-A, identity: {kind: managed}}|immutable id",
                "{kind: sentinel, url: 'http://a', rule: dcr-0123456789abcdef0123456789abcdef, stream: A,"
                        + " identity: {kind: managed}}|Custom-",
                "{kind: sentinel, url: 'http://a', rule: dcr-0123456789abcdef0123456789abcdef, stream: Custom-A,"
                        + " max_bytes: 2MB, identity: {kind: managed}}|1000000",
                "{kind: splunk-hec, url: 'http://a:8088'}|token",
                "{kind: http, url: 'ftp://a'}|url",
                "{kind: tls, address: 'a:1', client_certificate: {format: der}}|pem, pkcs12",
                "{kind: tls, address: 'a:1', client_certificate: {format: pem, key_file: k}}|certificate_file"
            })
    void mistakesAreNamed(String yaml, String named) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InvalidDocument.class).hasMessageContaining(named);
    }

    @Test
    void aSinkThatLacksItsCertificateSaysSoWhenItIsOpened() {
        String missing = directory.resolve("ca.pem").toString();
        assertThatThrownBy(() -> open("{kind: tls, address: 'a:1', ca_file: '" + missing + "'}"))
                .isInstanceOf(SinkUnreachable.class)
                .hasMessageContaining(missing);
    }

    @Test
    void everyKindDescribesItsOptions() {
        Declaration kind = Description.of(Sinks::read).get(0);
        Declaration.Shape.Choice choice = (Declaration.Shape.Choice) kind.shape();
        assertThat(choice.members().keySet())
                .containsExactlyElementsOf(
                        Sinks.all().stream().map(SinkKind::name).toList());
        assertThat(choice.members())
                .containsKeys("stdout", "file", "tcp", "tls", "relp", "http", "opensearch", "kafka");
        assertThat(choice.members().get("tls")).extracting(Declaration::key).contains("ca_file", "payload", "address");
        assertThat(choice.members().values().stream().flatMap(List::stream))
                .allSatisfy(option -> assertThat(option.documentation()).endsWith("."));
    }

    private Sink open(String yaml) throws Exception {
        return read(yaml).open(new Surroundings(new SystemClock(), stdout, "collector", Resolver.system()));
    }

    private static SinkFactory read(String yaml) throws InvalidDocument {
        return new Document("config.yaml", yaml).read(Sinks::read).value();
    }
}
