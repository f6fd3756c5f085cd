package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.siem.SplunkDouble;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The roll call with the service itself as a side. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditLiveTest {

    private static final int EVENTS = 1500;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private Simulator simulator;
    private Instant from;
    private Instant to;

    @BeforeAll
    void begin() {
        Instant now = new SystemClock().now().truncatedTo(ChronoUnit.HOURS);
        Duration history = Duration.ofHours(30);
        from = now.minus(Duration.ofHours(26));
        simulator = Simulator.start(SimulatorOptions.builder()
                .start(new SystemClock().now())
                .history(history)
                .generationEnd(Duration.ofMinutes(-6))
                .drift(DriftModel.named("none"))
                .only(StreamKind.ENTRA_DIRECTORY)
                .eventsPerSecond((double) EVENTS / history.toSeconds())
                .reports(ReportOptions.builder().withoutRateLimit().build())
                .build());
    }

    @BeforeEach
    void configure() throws IOException {
        to = from.plus(Duration.ofHours(24));
        configure(SimulatorOptions.DEFAULT_CLIENT_SECRET);
    }

    @AfterAll
    void end() {
        simulator.close();
    }

    @Test
    void whatTheServiceShowsNowIsATruth() throws Exception {
        List<String> ids = idsInPeriod();
        assertThat(ids).hasSizeGreaterThan(500);
        assertThat(audit("api:entra-audits/contoso", copyOf(ids), "--json")).isZero();
        assertThat(out.toString()).contains("\"present\":" + ids.size() + ",\"missing\":0,\"extra\":0");

        List<String> lossy = ids.stream().filter(id -> !id.equals(ids.get(7))).toList();
        assertThat(audit("api:*/contoso/directory", copyOf(lossy), "--json")).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "\"missing\":1,",
                        "\"id\":\"" + ids.get(7) + "\"",
                        "\"stream\":\"entra-audits/contoso/directory\"");
        assertThat(taken()).isEmpty();
        assertThat(folder.resolve("rollcall.db")).doesNotExist();
    }

    @Test
    void whatTheLedgerClaimsIsCheckedAgainstTheService() throws Exception {
        assertThat(run("run", "--config", config(), "--once")).isZero();
        assertThat(audit("api:entra-audits", "ledger:" + folder.resolve("rollcall.db")))
                .isZero();
    }

    @Test
    void aServiceThatCannotBeReadIsNoGapAndTheSameCommandGoesOnWhenItCan() throws Exception {
        List<String> ids = idsInPeriod();
        String copy = copyOf(ids);
        configure("not the secret");
        assertThat(audit("api:entra-audits", copy, "--json", "--patience", "0")).isEqualTo(2);
        assertThat(out.toString()).contains("\"verdict\":\"could not tell\"", "not all of it can be read");
        assertThat(errors.toString()).contains("no_token", "--resume");
        assertThat(taken()).hasSize(1);

        configure(SimulatorOptions.DEFAULT_CLIENT_SECRET);
        assertThat(audit("api:entra-audits", copy, "--json", "--resume")).isZero();
        assertThat(taken()).isEmpty();
    }

    @Test
    void whatASiemHoldsNowIsACopyOfWhatTheServiceShows() throws Exception {
        try (SplunkDouble splunk = new SplunkDouble()) {
            List<TruthEntry> events = entriesInPeriod();
            TruthEntry lost = events.get(7);
            events.stream()
                    .filter(event -> !event.equals(lost))
                    .forEach(event -> splunk.index(event.eventTime().plusSeconds(1500), raw(event.key())));
            splunk.index(from.plusSeconds(5), raw("nobody's"));
            configure(SimulatorOptions.DEFAULT_CLIENT_SECRET, splunk);

            assertThat(audit("api:entra-audits", "siem:soc", "--json")).isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "\"missing\":1,\"extra\":1,\"duplicated\":0", "\"id\":\"" + lost.key() + "\"", "nobody's");
            splunk.index(lost.eventTime(), raw(lost.key()));
            assertThat(audit("api:entra-audits", "siem:soc")).isZero();
            assertThat(out.toString()).contains("siem:soc: " + (events.size() + 1) + " records");
        }
    }

    @Test
    void aSiemWhoseAnswerBreaksOffIsNoGapAndTheSameCommandGoesOnWhenItAnswers() throws Exception {
        try (SplunkDouble splunk = new SplunkDouble()) {
            entriesInPeriod().forEach(event -> splunk.index(event.eventTime(), raw(event.key())));
            configure(SimulatorOptions.DEFAULT_CLIENT_SECRET, splunk);
            splunk.breakFrom(from.plus(Duration.ofHours(5)));
            assertThat(audit("api:entra-audits", "siem:soc", "--json", "--patience", "0"))
                    .isEqualTo(2);
            assertThat(out.toString()).contains("\"verdict\":\"could not tell\"", "ended after");
            assertThat(errors.toString()).contains("--resume goes on from " + from.plus(Duration.ofHours(5)));
            assertThat(taken()).hasSize(2);
            int before = splunk.exports();

            splunk.breakFrom(Instant.MAX);
            assertThat(audit("api:entra-audits", "siem:soc", "--json", "--resume"))
                    .isZero();
            assertThat(splunk.exports() - before)
                    .as("steps of an hour, of 26, each asked for twice")
                    .isEqualTo(40);
            assertThat(taken()).isEmpty();
        }
    }

    @Test
    void whatIsLeftOutOrWrongInTheCommandIsSaid() throws Exception {
        String copy = copyOf(List.of("x"));
        assertThat(run("audit", "--truth", "api:entra-audits", "--copy", copy)).isEqualTo(2);
        assertThat(errors.toString()).contains("api:entra-audits: say with --config");
        assertThat(run("audit", "--truth", "api:entra-audits", "--copy", copy, "--config", config()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("say which period with --from and --to");
        assertThat(audit("api:entra-audit", copy)).isEqualTo(2);
        assertThat(errors.toString()).contains("it has: entra-audits/contoso/directory");
        assertThat(audit("siem:soc", copy)).isEqualTo(2);
        assertThat(errors.toString()).contains("has no SIEM 'soc'", "it has: none");
        to = to.plus(Duration.ofDays(1));
        assertThat(audit("api:entra-audits", copy)).isEqualTo(2);
        assertThat(errors.toString()).contains("is in the future");
        to = from.plus(Duration.ofHours(1));
        assertThat(audit(from.minus(Duration.ofDays(300)), "api:entra-audits", copy))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("remembers", "the earliest is");
    }

    /** An event as the SIEM keeps it, which says that it happened in the middle of the period. */
    private String raw(String id) {
        return "{\"id\":\"" + id + "\",\"activityDateTime\":\"" + from.plus(Duration.ofHours(12)) + "\"}";
    }

    private List<TruthEntry> entriesInPeriod() {
        return simulator.truth().entries(TruthQuery.ALL).stream()
                .filter(entry ->
                        !entry.eventTime().isBefore(from) && entry.eventTime().isBefore(to))
                .toList();
    }

    private List<String> idsInPeriod() {
        return entriesInPeriod().stream().map(TruthEntry::key).toList();
    }

    private String copyOf(List<String> ids) throws IOException {
        return Files.write(
                        folder.resolve("copy.ndjson"),
                        ids.stream().map(id -> "{\"id\":\"" + id + "\"}").toList())
                .toString();
    }

    private List<Path> taken() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("rollcall-taken"))
                    .toList();
        }
    }

    private String config() {
        return folder.resolve("rollcall.yaml").toString();
    }

    private void configure(String secret, SplunkDouble splunk) throws IOException {
        configure(secret);
        Files.write(
                folder.resolve("rollcall.yaml"),
                List.of(
                        "siems:",
                        "  soc: {kind: splunk, url: '" + splunk.uri()
                                + "', authorization: '${file:secret}', search: index=entra}"),
                StandardOpenOption.APPEND);
    }

    private void configure(String secret) throws IOException {
        Files.writeString(folder.resolve("secret"), secret);
        Files.write(
                folder.resolve("rollcall.yaml"),
                List.of(
                        "sink: {kind: file, path: events.ndjson}",
                        "accounts:",
                        "  contoso:",
                        "    use: entra-audits",
                        "    streams: [directory]",
                        "    initial_lookback: 30h",
                        "    tenant: " + SimulatorOptions.defaultTenant().id(),
                        "    client_id: " + SimulatorOptions.DEFAULT_CLIENT_ID,
                        "    client_secret: ${file:secret}",
                        "    base_url: " + simulator.baseUri(),
                        "    login_url: " + simulator.baseUri()));
    }

    private int audit(String truth, String copy, String... more) {
        return audit(from, truth, copy, more);
    }

    private int audit(Instant from, String truth, String copy, String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "audit",
                                "--truth",
                                truth,
                                "--copy",
                                copy,
                                "--config",
                                config(),
                                "--work",
                                folder.toString(),
                                "--from",
                                from.toString(),
                                "--to",
                                to.toString()),
                        Stream.of(more))
                .toList();
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        CommandLine program = Main.program();
        return program.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
