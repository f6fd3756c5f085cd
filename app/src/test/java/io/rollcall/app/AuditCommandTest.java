package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Testimony;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a script gets from the roll call. */
final class AuditCommandTest {

    private static final String A = "{\"id\":\"a\",\"createdDateTime\":\"2026-03-02T08:00:00Z\",\"n\":1}\n";
    private static final String B = "{\"id\":\"b\",\"createdDateTime\":\"2026-03-02T09:30:00Z\",\"n\":2}\n";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void aCompleteCopyEndsWithZeroAndNumbers() throws Exception {
        assertThat(audit(A + B, B + A, "--json")).isZero();
        assertThat(out.toString())
                .startsWith(
                        "{\"verdict\":\"complete\",\"present\":2,\"missing\":0,\"extra\":0,\"duplicated\":0,\"changed\":0,");
    }

    @Test
    void gapsEndWithOneAndName() throws Exception {
        assertThat(audit(A + B, A + A, "--json")).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "\"missing\":1",
                        "\"duplicated\":1",
                        "\"missing_events\":[{\"id\":\"b\",\"time\":\"2026-03-02T09:30:00Z\"");
        assertThat(audit(A + B, A)).isEqualTo(1);
        assertThat(out.toString()).contains("GAPS: 1 of 2 events are missing", "missing b");
    }

    @Test
    void whatCannotBeToldEndsWithTwoAndAReason() throws Exception {
        assertThat(audit("hello", A, "--json")).isEqualTo(2);
        assertThat(out.toString()).startsWith("{\"verdict\":\"could not tell\",\"reason\":");
        assertThat(errors.toString()).contains("could not tell: ", "truth");
        assertThat(audit(A, A, "--copy-zone", "Mars")).isEqualTo(2);
        assertThat(errors.toString()).contains("'Mars' is no time zone");
        assertThat(audit(A, A, "--ignore", "n")).isEqualTo(2);
        assertThat(errors.toString()).contains("did you mean '/n'?");
        assertThat(audit(A, A, "--from", "yesterday")).isEqualTo(2);
        assertThat(audit(A, A, "--work", folder.resolve("nowhere").toString())).isEqualTo(2);
    }

    @Test
    void thePageForPeopleIsWritten() throws Exception {
        Path page = folder.resolve("report.html");
        assertThat(audit(A + B, A, "--html", page.toString(), "--redact")).isEqualTo(1);
        assertThat(Files.readString(page))
                .contains("Gaps: 1 of 2 events are missing")
                .doesNotContain("createdDateTime&quot;:&quot;2026");
    }

    @Test
    void whatIsMissingIsSentToASinkAndIsThereThen() throws Exception {
        Path sent = folder.resolve("sent.ndjson");
        Path config = Files.writeString(folder.resolve("rollcall.yaml"), """
                sink: {kind: file, path: sent.ndjson}
                accounts:
                  contoso: {use: entra-signins, tenant: t, client_id: c, client_secret: s}
                """);
        assertThat(audit(A + B.replace(":", ": "), A, "--json", "--heal", config.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"healed\":{\"sent\":1,\"refused\":0,\"without_record\":0,\"whole\":true");
        assertThat(Files.readString(sent)).isEqualTo(B.replace("2026-03-02T09:30:00Z", "2026-03-02T09: 30: 00Z"));
        assertThat(audit(A + B, A + B)).isZero();
    }

    @Test
    void aLedgerCanBeASideByItsKeys() throws Exception {
        Path file = folder.resolve("rollcall.db");
        deliver(file, "a", "b");
        String ledger = "ledger:" + file;
        assertThat(run("audit", "--truth", ndjson("truth", A + B), "--copy", ledger, "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"present\":2,\"missing\":0,\"extra\":0,\"duplicated\":0,\"changed\":0");
        assertThat(run("audit", "--truth", ledger + "#d/a/s", "--copy", ndjson("copy", A), "--json"))
                .isEqualTo(1);
        assertThat(out.toString()).contains(EventKeys.ofId(List.of("b")).toString(), "\"stream\":\"d/a/s\"");
        assertThat(run("audit", "--truth", ledger + "#d/a/x", "--copy", ndjson("copy", A)))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("no stream 'd/a/x'; it has: d/a/s");
    }

    /** Makes a ledger that remembers events of these ids, one of them with two contents. */
    private static void deliver(Path file, String first, String second) {
        StreamId stream = new StreamId("d", "a", "s");
        Instant time = Instant.parse("2026-03-02T08:00:00Z");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            KeyChunk keys = KeyChunk.of(List.of(
                    new KeyChunk.Entry(EventKeys.ofId(List.of(first)), 1),
                    new KeyChunk.Entry(EventKeys.ofId(List.of(first)), 2),
                    new KeyChunk.Entry(EventKeys.ofId(List.of(second)), 3)));
            ledger.commit(new Commit(
                    stream,
                    time,
                    Map.of(new Shelf(KeySpace.EVENT, Bucket.of(time)), keys),
                    StreamState.beginningAt(time),
                    Testimony.NONE,
                    Instant.EPOCH));
        }
    }

    private String ndjson(String name, String records) throws Exception {
        return Files.writeString(folder.resolve(name), records).toString();
    }

    private int audit(String truth, String copy, String... more) throws Exception {
        String[] usual = {
            "audit",
            "--truth",
            Files.writeString(folder.resolve("truth.ndjson"), truth).toString(),
            "--copy",
            Files.writeString(folder.resolve("copy.ndjson"), copy).toString()
        };
        String[] arguments = java.util.Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, arguments, usual.length, more.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        CommandLine program = Main.program();
        return program.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
