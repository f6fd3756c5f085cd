package io.rollcall.sinks.rsyslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.Eventually;
import io.rollcall.sinks.message.Facility;
import io.rollcall.sinks.message.Framing;
import io.rollcall.sinks.message.MessageOptions;
import io.rollcall.sinks.message.Payload;
import io.rollcall.sinks.message.Severity;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.tcp.TcpOptions;
import io.rollcall.sinks.tcp.TcpSink;
import io.rollcall.sinks.tls.Certificates;
import io.rollcall.sinks.tls.Certificates.Identity;
import io.rollcall.sinks.tls.ClientIdentity;
import io.rollcall.sinks.tls.TlsOptions;
import io.rollcall.sinks.tls.TlsSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real rsyslogd makes of what the stream sinks send. */
@Timeout(120)
final class RsyslogTest {

    private static final Batch BATCH = Deliveries.batch(
            Deliveries.event("{\"id\":1,\"a\":\"plain\"}"),
            Deliveries.event("{\"id\":2,\"a\":\"ünï€😀\\u0000\\n\\\"\\\\]\"}"),
            Deliveries.of(Delivery.Kind.REVISION, "{\"id\":1,\"a\":\"" + "x".repeat(100_000) + "\"}"),
            Deliveries.of(Delivery.Kind.NOTICE, "{\"rollcall\":{\"notice\":\"source_quiet\"}}"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Framing.class)
    void acceptedMeansInTheFileByteForByte(Framing framing) throws Exception {
        try (Rsyslogd rsyslogd = Rsyslogd.tcp(directory, "%rawmsg%");
                Sink sink = tcp(rsyslogd, framing, MessageOptions.json(), Delivering.PER_BATCH)) {
            assertThat(sink.probe()).contains("closes them");
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(rsyslogd.received()).isEqualTo(Deliveries.bodies(BATCH));
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void theModuleImptcpDoesTheSame(Framing framing) throws Exception {
        try (Rsyslogd rsyslogd = Rsyslogd.imptcp(directory);
                Sink sink = tcp(rsyslogd, framing, MessageOptions.json(), Delivering.PER_BATCH)) {
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(rsyslogd.received()).isEqualTo(Deliveries.bodies(BATCH));
            Batch large = Deliveries.numbered("large", 0, 1000, 2000);
            assertThat(sink.write(large)).isEqualTo(Receipt.accepted());
            assertThat(rsyslogd.received()).hasSize(1004);
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void itUnderstandsTheHeaderOfRfc5424(Framing framing) throws Exception {
        MessageOptions options = message(Payload.RFC5424);
        String template =
                "%syslogfacility-text%|%syslogseverity-text%|%timereported:::date-rfc3339%|%hostname%|%app-name%"
                        + "|%msgid%|%structured-data%|%msg%";
        try (Rsyslogd rsyslogd = Rsyslogd.tcp(directory, template);
                Sink sink = tcp(rsyslogd, framing, options, Delivering.PER_BATCH)) {
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            String key = BATCH.deliveries().get(0).key().toString();
            assertThat(rsyslogd.received()).hasSize(4);
            assertThat(rsyslogd.received().get(0))
                    .isEqualTo(
                            "auth|notice|2026-11-24T05:47:00.123456Z|collector|rollcall|event|[rollcall@32473"
                                    + " stream=\"entra-signins/contoso/interactive\" key=\"" + key
                                    + "\" visible_by=\"2026-11-24T05:48:30.123456789Z\" kind=\"event\"]|{\"id\":1,\"a\":\"plain\"}");
            assertThat(rsyslogd.received())
                    .extracting(line -> line.substring(line.indexOf("]|{") + 2))
                    .isEqualTo(Deliveries.bodies(BATCH));
        }
    }

    @Test
    void itUnderstandsTheHeaderOfRfc3164() throws Exception {
        String template = "%syslogfacility-text%|%syslogseverity-text%|%timereported:::date-rfc3164%|%hostname%"
                + "|%syslogtag%|%msg%";
        try (Rsyslogd rsyslogd = Rsyslogd.tcp(directory, template);
                Sink sink = tcp(rsyslogd, Framing.NEWLINE, message(Payload.RFC3164), Delivering.PER_BATCH)) {
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(rsyslogd.received())
                    .isEqualTo(Deliveries.bodies(BATCH).stream()
                            .map(body -> "auth|notice|Nov 24 05:47:00|collector|rollcall:| " + body)
                            .toList());
        }
    }

    @Test
    void aKeptConnectionBringsTheBatchesToo() throws Exception {
        try (Rsyslogd rsyslogd = Rsyslogd.tcp(directory, "%rawmsg%");
                Sink sink = tcp(rsyslogd, Framing.NEWLINE, MessageOptions.json(), Delivering.KEEP_OPEN)) {
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            Eventually.until("both are in the file", () -> rsyslogd.received().size() == 8);
            rsyslogd.kill();
            rsyslogd.restart();
            assertThat(sink.write(BATCH)).as("over a new connection").isEqualTo(Receipt.accepted());
            Eventually.until("all are in the file", () -> rsyslogd.received().size() == 12);
        }
    }

    @Test
    void aBatchDuringWhichItIsKilledIsNotAccepted() throws Exception {
        try (Rsyslogd rsyslogd = Rsyslogd.tcp(directory, "%rawmsg%");
                Sink sink = tcp(rsyslogd, Framing.NEWLINE, MessageOptions.json(), Delivering.PER_BATCH)) {
            Batch batch = Deliveries.numbered("w", 0, 10_000, 1000);
            CompletableFuture<Receipt> receipt = CompletableFuture.supplyAsync(() -> write(sink, batch));
            Eventually.until("some of it is in the file", () -> rsyslogd.receivedBytes() > 300_000);
            rsyslogd.kill();
            assertThat(receipt.get()).isInstanceOf(Receipt.TryLater.class);
            rsyslogd.restart();
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(new HashSet<>(rsyslogd.received())).containsAll(new HashSet<>(Deliveries.bodies(batch)));
        }
    }

    @ParameterizedTest
    @CsvSource({"ossl,anon,true", "ossl,x509/certvalid,true", "gtls,anon,false", "gtls,x509/certvalid,false"})
    void acceptedMeansInTheFileOverTlsToo(String driver, String authMode, boolean closeNotify) throws Exception {
        try (Rsyslogd rsyslogd = tls(driver, authMode);
                Sink sink = tls(rsyslogd, closeNotify)) {
            assertThat(sink.write(BATCH)).as(rsyslogd.log()).isEqualTo(Receipt.accepted());
            assertThat(sink.probe()).contains("closes them");
            assertThat(rsyslogd.received()).isEqualTo(Deliveries.bodies(BATCH));
            Batch large = Deliveries.numbered("large", 0, 1000, 2000);
            assertThat(sink.write(large)).isEqualTo(Receipt.accepted());
            assertThat(rsyslogd.received()).hasSize(1004);
        }
    }

    @Test
    void theDriverGtlsDoesNotEndTlsAndTheReceiptSaysWhatToDo() throws Exception {
        try (Rsyslogd rsyslogd = tls("gtls", "x509/certvalid");
                Sink sink = tls(rsyslogd, true)) {
            Receipt receipt = sink.write(BATCH);
            assertThat(receipt).isInstanceOf(Receipt.TryLater.class);
            assertThat(receipt.toString()).contains("gtls", "require_close_notify: false");
        }
    }

    /** With the end of TLS required, a receipt cannot come from a receiver that is dead, however narrowly it missed it. */
    @Test
    void nothingAcceptedIsMissingHoweverOftenItIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> accepted = new ArrayList<>();
        try (Rsyslogd rsyslogd = tls("ossl", "anon");
                Sink sink = tls(rsyslogd, true)) {
            for (int kill = 0; kill < 8; kill++) {
                int round = kill;
                CompletableFuture<List<String>> writer =
                        CompletableFuture.supplyAsync(() -> writeUntilTrouble(sink, "round" + round));
                long bytes = rsyslogd.receivedBytes() + random.nextInt(300_000);
                Eventually.until("it has some more, seed " + seed, () -> rsyslogd.receivedBytes() > bytes);
                rsyslogd.kill();
                accepted.addAll(writer.get());
                rsyslogd.restart();
            }
            assertThat(new HashSet<>(rsyslogd.received())).as("seed %d", seed).containsAll(accepted);
        }
        assertThat(accepted).isNotEmpty();
    }

    private static List<String> writeUntilTrouble(Sink sink, String writer) {
        List<String> accepted = new ArrayList<>();
        for (int n = 0; ; n += 20) {
            Batch batch = Deliveries.numbered(writer, n, 20, 500);
            if (!write(sink, batch).equals(Receipt.accepted())) {
                return accepted;
            }
            accepted.addAll(Deliveries.bodies(batch));
        }
    }

    private static Receipt write(Sink sink, Batch batch) {
        try {
            return sink.write(batch);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Sink tcp(Rsyslogd rsyslogd, Framing framing, MessageOptions message, Delivering delivering) {
        return TcpSink.open(
                new TcpOptions(stream(rsyslogd, framing, message, delivering)), Resolver.system(), "collector");
    }

    /** With RSA keys: the driver gtls of this time cannot read others. */
    private Rsyslogd tls(String driver, String authMode) throws Exception {
        Certificates certificates = new Certificates(directory, "RSA");
        Identity server = certificates.identity("127.0.0.1");
        return Rsyslogd.tls(
                directory, driver, authMode, certificates.authorityFile(), server.certificateFile(), server.keyFile());
    }

    private Sink tls(Rsyslogd rsyslogd, boolean closeNotify) throws Exception {
        return TlsSink.open(
                new TlsOptions(
                        stream(rsyslogd, Framing.NEWLINE, MessageOptions.json(), Delivering.PER_BATCH),
                        Optional.of(directory.resolve("ca.pem")),
                        Optional.of(new ClientIdentity.Pem(
                                directory.resolve("127.0.0.1.pem"), directory.resolve("127.0.0.1.key"))),
                        Optional.empty(),
                        closeNotify),
                Resolver.system(),
                "collector");
    }

    private static MessageOptions message(Payload payload) {
        return new MessageOptions(payload, Facility.AUTH, Severity.NOTICE, Optional.empty(), "rollcall");
    }

    private static StreamOptions stream(
            Rsyslogd rsyslogd, Framing framing, MessageOptions message, Delivering delivering) {
        return new StreamOptions(
                new HostPort("127.0.0.1", rsyslogd.port()),
                framing,
                message,
                Optional.empty(),
                delivering,
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)));
    }
}
