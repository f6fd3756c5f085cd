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
                .containsExactlyInAnyOrder(
                        "stdout", "file", "tcp", "tls", "relp", "http", "splunk-hec", "opensearch", "udp");
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
