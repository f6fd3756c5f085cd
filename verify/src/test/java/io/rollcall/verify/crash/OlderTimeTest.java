package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.office365.Office365Options;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Expected;
import io.rollcall.verify.balance.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program reads what happened before it began, reads again what a sink has lost, and sends what a sink once refused. */
@Tag("long")
@Timeout(180)
final class OlderTimeTest {

    private static final Duration HISTORY = Duration.ofHours(20);
    private static final Duration LOOK_BACK = Duration.ofHours(2);
    private static final String[] ONCE = {"run", "--config", "rollcall.yaml", "--once", "--json"};

    @TempDir
    Path directory;

    private final SystemClock clock = new SystemClock();
    private Simulator simulator;
    private Program program;
    private Instant start;

    @BeforeEach
    void begin() throws IOException {
        start = clock.now();
        simulator = Simulator.start(SimulatorOptions.builder()
                .start(start)
                .history(HISTORY)
                .generationEnd(Duration.ofMinutes(-6))
                .drift(DriftModel.named("none"))
                .only(StreamKind.ENTRA_DIRECTORY, StreamKind.OFFICE365_EXCHANGE)
                .eventsPerSecond(600.0 / HISTORY.toSeconds())
                .reports(ReportOptions.builder().withoutRateLimit().build())
                .office365(Office365Options.builder()
                        .slot(Duration.ofMinutes(5))
                        .lateListing(0, Duration.ZERO)
                        .repeatProbability(0)
                        .withoutRateLimit()
                        .build())
                .build());
        program = new Program(directory, Map.of("CLIENT_SECRET", SimulatorOptions.DEFAULT_CLIENT_SECRET));
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void aBackfillCollectsWhatHappenedBefore() throws Exception {
        configure("sink: {kind: file, path: events.ndjson}");
        assertEnds(program.run(ONCE));
        assertHas("events.ndjson", LOOK_BACK);

        Program.Ending backfill = program.run(backfill());
        assertEnds(backfill);
        assertThat(backfill.out()).contains("\"complete\":true");
        assertHas("events.ndjson", Duration.ofHours(12));
        Program.Ending after = program.run(ONCE);
        assertEnds(after);
        assertThat(after.out()).contains("\"new\":0,");
    }

    @Test
    void aBackfillIsDoneByTheCollectorThatRuns() throws Exception {
        configure("sink: {kind: file, path: events.ndjson}");
        Path log = directory.resolve("run.log");
        Process run = program.start(log, "run", "--config", "rollcall.yaml");
        try {
            Path events = directory.resolve("events.ndjson");
            while (!Files.exists(events) || Files.size(events) == 0) {
                assertThat(run.isAlive()).as(Files.readString(log)).isTrue();
                clock.sleep(Duration.ofMillis(50));
            }
            Program.Ending backfill = program.run(backfill());
            assertEnds(backfill);
            assertThat(backfill.err()).contains("the collector that runs reads it");
            assertHas("events.ndjson", Duration.ofHours(12));
        } finally {
            run.destroyForcibly().onExit().join();
        }
        try (var requests = Files.list(directory.resolve("rollcall.db.requests"))) {
            assertThat(requests).isEmpty();
        }
    }

    @Test
    void aSinkThatHasLostItsCopyIsSentAPeriodAgain() throws Exception {
        configure("sinks:", "  one: {kind: file, path: one.ndjson}", "  two: {kind: file, path: two.ndjson}");
        assertEnds(program.run(ONCE));
        byte[] before = Files.readAllBytes(directory.resolve("one.ndjson"));
        Files.delete(directory.resolve("two.ndjson"));

        String[] resend = {
            "resend",
            "--config",
            "rollcall.yaml",
            "--stream",
            "*",
            "--sink",
            "two",
            "--from",
            start.minus(Duration.ofHours(8)).toString(),
            "--to",
            start.minusSeconds(1).toString(),
            "--json"
        };
        Program.Ending ending = program.run(resend);
        assertEnds(ending);
        assertThat(ending.out()).contains("\"complete\":true");
        assertHas("two.ndjson", Duration.ofHours(8));
        assertThat(directory.resolve("one.ndjson")).hasBinaryContent(before);
        try (var files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.toString().contains("resend"));
        }
        resend[8] = start.minus(Duration.ofDays(300)).toString();
        assertThat(program.run(resend).err()).contains("remembers", "the earliest is");
        resend[6] = "three";
        assertThat(program.run(resend).exitCode()).isEqualTo(2);
    }

    @Test
    void aResendingThatCameToNothingGoesOnWithTheSameCommand() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            configure("sink: {kind: tcp, address: 127.0.0.1:" + server.getLocalPort() + ", receipt_timeout: 1s}");
            String[] resend = {
                "resend",
                "--config",
                "rollcall.yaml",
                "--stream",
                "entra-audits",
                "--stream",
                "office365-management",
                "--from",
                start.minus(LOOK_BACK).toString(),
                "--to",
                start.minusSeconds(1).toString(),
                "--patience",
                "2"
            };
            Program.Ending silent = program.run(resend);
            assertThat(silent.exitCode()).as("%s", silent).isEqualTo(1);
            assertThat(silent.err()).contains("is not complete", "The same command goes on from there");

            new FileReceiver(server, directory.resolve("events.ndjson")).start();
            assertEnds(program.run(resend));
            assertThat(balance("events.ndjson", LOOK_BACK).missing()).isEmpty();
        }
    }

    @Test
    void whatASinkRefusedIsSentAgainWhenItIsMended() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new FileReceiver(server, directory.resolve("events.ndjson")).start();
            String sink = "sink: {kind: tcp, address: 127.0.0.1:" + server.getLocalPort() + ", max_bytes: ";
            configure(sink + "1000}");
            assertEnds(program.run(ONCE));
            List<String> letters = Files.readAllLines(directory.resolve("dead-letters.ndjson"));
            assertThat(letters).isNotEmpty();
            Program.Ending list = program.run("dead-letters", "list", "--config", "rollcall.yaml");
            assertThat(list.out()).contains(letters.size() + " dead letters", "  sink  ");

            Program.Ending again = program.run("dead-letters", "resend", "--config", "rollcall.yaml", "--json");
            assertThat(again.exitCode()).as("%s", again).isEqualTo(1);
            assertThat(again.out()).contains("\"accepted\":0,\"refused\":" + letters.size());

            configure(sink + "1MiB}");
            Program.Ending mended = program.run("dead-letters", "resend", "--config", "rollcall.yaml", "--json");
            assertEnds(mended);
            assertThat(mended.out()).contains("\"accepted\":" + letters.size() + ",\"refused\":0,\"waiting\":0");
            assertThat(directory.resolve("dead-letters.ndjson")).isEmptyFile();
            assertHas("events.ndjson", LOOK_BACK);
        }
    }

    private String[] backfill() {
        return new String[] {
            "backfill",
            "--config",
            "rollcall.yaml",
            "--stream",
            "entra-audits/contoso",
            "--stream",
            "office365-management",
            "--from",
            start.minus(Duration.ofHours(12)).toString(),
            "--json"
        };
    }

    private void configure(String... sinks) throws IOException {
        List<String> lines = new ArrayList<>(List.of(sinks));
        lines.add(RoomyBudget.write(directory, "entra-audits"));
        lines.add("accounts:");
        lines.addAll(account("contoso", "entra-audits", "directory"));
        lines.addAll(account("contoso-office", "office365-management", "Audit.Exchange"));
        Files.write(directory.resolve("rollcall.yaml"), lines);
    }

    private List<String> account(String name, String definition, String stream) {
        return List.of(
                "  " + name + ":",
                "    use: " + definition,
                "    streams: [" + stream + "]",
                "    every: 1s",
                "    initial_lookback: " + LOOK_BACK.toHours() + "h",
                "    tenant: " + SimulatorOptions.defaultTenant().id(),
                "    client_id: " + SimulatorOptions.DEFAULT_CLIENT_ID,
                "    client_secret: ${env:CLIENT_SECRET}",
                "    base_url: " + simulator.baseUri(),
                "    login_url: " + simulator.baseUri());
    }

    private static void assertEnds(Program.Ending ending) {
        assertThat(ending.exitCode()).as("%s", ending).isZero();
        assertThat(ending.err()).doesNotContain("\tat ");
    }

    /** A file has everything that happened since so long ago, once, and nothing else but what is a little older. */
    private void assertHas(String file, Duration back) throws IOException {
        Balance balance = balance(file, back);
        assertThat(balance.missing()).isEmpty();
        assertThat(balance.invented()).as("or older").isEmpty();
        assertThat(balance.repeats()).isZero();
    }

    private Balance balance(String file, Duration back) throws IOException {
        Received received = new Received();
        Files.readAllLines(directory.resolve(file)).forEach(received::add);
        Instant now = simulator.clock().instant();
        List<TruthEntry> truth = simulator.truth().entries(TruthQuery.ALL).stream()
                .filter(entry -> !asked(entry).isBefore(start.minus(back).minus(Duration.ofMinutes(10))))
                .toList();
        assertThat(truth).hasSizeGreaterThan(30);
        return Balance.of(Expected.of(truth, now, now, entry -> !asked(entry).isBefore(start.minus(back))), received);
    }

    /** The time by which the API is asked for an event. */
    private static Instant asked(TruthEntry entry) {
        return entry.blob().map(TruthEntry.Blob::created).orElse(entry.eventTime());
    }
}
