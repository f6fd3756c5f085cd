package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.app.siem.SplunkDouble;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rollcall audit --quick}: hours compared as a whole first, and events read only where they differ. */
final class AuditQuickTest {

    private static final StreamId STREAM = new StreamId("d", "a", "s");
    private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant NINE = EIGHT.plus(Duration.ofHours(1));

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void ledgersWithTheSameKeysHoldTheSameEventsAndNoneIsRead() {
        String before = ledger("before", Map.of(EIGHT, List.of("a", "b"), NINE, List.of("c")));
        String after = ledger("after", Map.of(NINE, List.of("c"), EIGHT, List.of("b", "a")));
        assertThat(audit(before, after, "--json")).isZero();
        assertThat(out.toString())
                .contains(
                        "\"verdict\":\"complete\"",
                        "\"proven_by\":\"digests\"",
                        "\"hours\":24",
                        "\"hours_that_differ\":[]",
                        "\"truth_events\":3")
                .doesNotContain("\"present\"");
        assertThat(audit(before, after)).isZero();
        assertThat(out.toString()).contains("COMPLETE: 24 of 24 hours hold the same events");
    }

    @Test
    void whereLedgersDifferTheyAreReadEvenIfTheyHoldEquallyMany() {
        String truth = ledger("truth", Map.of(EIGHT, List.of("a", "b"), NINE, List.of("c")));
        String copy = ledger("copy", Map.of(EIGHT, List.of("a", "b"), NINE, List.of("d")));
        assertThat(audit(truth, copy, "--json")).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "\"verdict\":\"gaps\"",
                        "\"present\":0,\"missing\":1,\"extra\":1",
                        EventKeys.ofId(List.of("c")).toString(),
                        "\"hours_that_differ\":[\"2026-03-02T09:00:00Z\"]",
                        "\"read_from\":\"2026-03-02T09:00:00Z\"");
    }

    @Test
    void countsThatAgreeProveNothingAndThatIsSaid() throws Exception {
        String truth = ledger("truth", Map.of(EIGHT, List.of("a", "b")));
        try (Index index = new Index(Map.of(EIGHT, 2L), "a", "x")) {
            assertThat(audit(truth, "siem:soc", "--config", index.configuration(), "--json"))
                    .as("%s", errors)
                    .isEqualTo(3);
            assertThat(out.toString()).contains("\"verdict\":\"counts agree\"", "\"proven_by\":\"counts\"");
            assertThat(audit(truth, "siem:soc", "--config", index.configuration()))
                    .isEqualTo(3);
            assertThat(out.toString()).contains("COUNTS AGREE", "does not prove", "No event was read.");
        }
    }

    @Test
    void whereCountsDifferTheSiemIsReadAndTheRestStaysCounted() throws Exception {
        String truth = ledger("truth", Map.of(EIGHT, List.of("a", "b"), NINE, List.of("c")));
        try (Index index = new Index(Map.of(EIGHT, 1L, NINE, 1L), "a")) {
            assertThat(audit(truth, "siem:soc", "--config", index.configuration(), "--json"))
                    .isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "\"present\":1,\"missing\":1",
                            EventKeys.ofId(List.of("b")).toString())
                    .contains("\"hours_that_differ\":[\"2026-03-02T08:00:00Z\"]");
        }
        try (Index index = new Index(Map.of(EIGHT, 3L, NINE, 1L), "a", "b", "b")) {
            assertThat(audit(truth, "siem:soc", "--config", index.configuration()))
                    .as("nothing is missing where events were read, and the other hours were only counted")
                    .isEqualTo(3);
            assertThat(out.toString()).contains("COMPLETE: 0 of 2", "23 of 24 hours hold equally many");
        }
    }

    @Test
    void splunkCountsToo() throws Exception {
        String truth = ledger("truth", Map.of(EIGHT, List.of("a", "b")));
        try (SplunkDouble splunk = new SplunkDouble()) {
            splunk.index(EIGHT.plusSeconds(5), "{\"id\":\"a\",\"time\":\"2026-03-02T08:00:05Z\"}");
            splunk.index(EIGHT.plusSeconds(6), "{\"rollcall\":{\"notice\":\"heartbeat\"}}");
            Path config = configuration("{kind: splunk, url: '" + splunk.uri()
                    + "', authorization: made-up, search: index=entra, slack: 0s, step: 1d}");
            assertThat(audit(truth, "siem:soc", "--config", config.toString(), "--json"))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("\"present\":1,\"missing\":1", "\"proven_by\":\"counts\"");
            splunk.index(EIGHT.plusSeconds(7), "{\"id\":\"b\",\"time\":\"2026-03-02T08:00:07Z\"}");
            int exports = splunk.exports();
            assertThat(audit(truth, "siem:soc", "--config", config.toString())).isEqualTo(3);
            assertThat(splunk.exports() - exports)
                    .as("two searches that count, none that shows")
                    .isEqualTo(2);
        }
    }

    private Path configuration(String siem) throws IOException {
        return Files.writeString(
                folder.resolve("rollcall.yaml"),
                String.join(
                        "\n",
                        "ledger: rollcall.db",
                        "sink: {kind: stdout}",
                        "siems:",
                        "  soc: " + siem,
                        "accounts:",
                        "  contoso:",
                        "    use: entra-audits",
                        "    tenant: 11111111-2222-4333-8444-555555555555",
                        "    client_id: aaaaaaaa-0000-4000-8000-000000000001",
                        "    client_secret: made-up",
                        ""));
    }

    @Test
    void whatCannotBeComparedByTheHourIsSaid() throws Exception {
        String ledger = ledger("truth", Map.of(EIGHT, List.of("a")));
        String file = Files.writeString(folder.resolve("x.ndjson"), "{\"id\":\"a\"}\n")
                .toString();
        assertThat(audit(ledger, file)).isEqualTo(2);
        assertThat(errors.toString()).contains("which a file or an API cannot");
        assertThat(run("audit", "--truth", ledger, "--copy", ledger, "--quick")).isEqualTo(2);
        assertThat(errors.toString()).contains("--from and --to");
        assertThat(audit(ledger, ledger, "--only", "d/a/s")).isEqualTo(2);
        assertThat(audit(ledger, ledger, "--independent")).isEqualTo(2);
        assertThat(errors.toString()).contains("--independent reckons with all events");
        assertThat(run(
                        "audit",
                        "--truth",
                        ledger,
                        "--copy",
                        ledger,
                        "--quick",
                        "--from",
                        "2026-03-02T00:00:00Z",
                        "--to",
                        "2026-03-02T00:30:00Z"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("must begin and end with one");
    }

    @Test
    void aTruthWithoutAnyEventProvesNothing() {
        String elsewhere = ledger("elsewhere", Map.of(EIGHT.minus(Duration.ofDays(9)), List.of("a")));
        assertThat(audit(elsewhere, elsewhere)).isEqualTo(2);
        assertThat(errors.toString()).contains("could not tell", "the truth holds no event of the period");
    }

    @Test
    void aPageThatIsNotWrittenIsSaid() {
        String ledger = ledger("truth", Map.of(EIGHT, List.of("a")));
        Path page = folder.resolve("page.html");
        assertThat(audit(ledger, ledger, "--html", page.toString())).isZero();
        assertThat(page).doesNotExist();
        assertThat(errors.toString()).contains("page.html is not written: no event was read");
        assertThat(out.toString()).contains("In 23 of these neither has any.");
    }

    private String ledger(String name, Map<Instant, List<String>> events) {
        Path file = folder.resolve(name + ".db");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            events.forEach((time, ids) -> ledger.commit(new Commit(
                    STREAM,
                    time,
                    Map.of(
                            new Shelf(KeySpace.EVENT, Bucket.of(time)),
                            KeyChunk.of(ids.stream()
                                    .map(id -> new KeyChunk.Entry(EventKeys.ofId(List.of(id)), 1))
                                    .toList())),
                    StreamState.beginningAt(time),
                    Testimony.NONE,
                    Instant.EPOCH)));
        }
        return "ledger:" + file;
    }

    private int audit(String truth, String copy, String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "audit",
                                "--truth",
                                truth,
                                "--copy",
                                copy,
                                "--quick",
                                "--from",
                                "2026-03-02T00:00:00Z",
                                "--to",
                                "2026-03-03T00:00:00Z",
                                "--work",
                                folder.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        CommandLine line = Main.program();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }

    /** A node whose index holds so many documents of each hour, and shows these if it is asked for them; all are of eight o'clock. */
    private final class Index implements AutoCloseable {

        private static final String SHARDS = "\"timed_out\":false,\"_shards\":{\"total\":1,\"failed\":0},";

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final Map<Instant, Long> hours;
        private final List<String> ids;

        Index(Map<Instant, Long> hours, String... ids) throws IOException {
            this.hours = hours;
            this.ids = List.of(ids);
            server.createContext("/", this::answer);
            server.start();
        }

        String configuration() throws IOException {
            return AuditQuickTest.this
                    .configuration("{kind: opensearch, url: 'http://127.0.0.1:"
                            + server.getAddress().getPort() + "', index: logs, time_field: time, slack: 0s, step: 1d}")
                    .toString();
        }

        private void answer(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            byte[] answer = answer(path, body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        }

        private String answer(String path, String body) {
            if (path.contains("_field_caps")) {
                return "{\"fields\":{\"time\":{\"date\":{\"type\":\"date\"}}}}";
            }
            if (body.contains("\"aggs\"")) {
                return "{" + SHARDS
                        + hits(
                                hours.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                                List.of())
                        + ",\"aggregations\":{\"hours\":{\"buckets\":["
                        + String.join(
                                ",",
                                hours.entrySet().stream()
                                        .map(each -> "{\"key\":" + each.getKey().toEpochMilli() + ",\"doc_count\":"
                                                + each.getValue() + "}")
                                        .toList())
                        + "]}}}";
            }
            return "{\"_scroll_id\":\"s\"," + SHARDS + hits(ids.size(), path.contains("scroll=") ? ids : List.of())
                    + "}";
        }

        private String hits(long total, List<String> shown) {
            return "\"hits\":{\"total\":{\"value\":" + total + ",\"relation\":\"eq\"},\"hits\":["
                    + String.join(
                            ",",
                            shown.stream()
                                    .map(id -> "{\"_id\":\"" + id + "\",\"_source\":{\"id\":\"" + id
                                            + "\",\"time\":\"2026-03-02T08:10:00Z\"}}")
                                    .toList())
                    + "]}";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
