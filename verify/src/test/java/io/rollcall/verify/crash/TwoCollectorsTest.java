package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Lease;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.Participation;
import io.rollcall.ledger.PostgresAddress;
import io.rollcall.ledger.PostgresLedger;
import io.rollcall.ledger.PostgresServer;
import io.rollcall.ledger.SharedLedger;
import io.rollcall.ledger.SharedServer;
import io.rollcall.verify.balance.Balance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two real collectors that share a ledger in a real PostgreSQL, each of which writes into a file of its own. */
@Tag("long")
@Timeout(120)
@ExtendWith(SharedServer.class)
final class TwoCollectorsTest {

    private static final int EVENTS = 1500;
    private static final Duration BLOB = Duration.ofSeconds(10);
    private static final Duration TAKEOVER = Duration.ofSeconds(3);

    /** A page is a blob, and four of them at most are delivered together; events are spread at random, three times as dense at the most. */
    private static final int IN_FLIGHT =
            (int) (4 * 3 * EVENTS * BLOB.toSeconds() / Duration.ofHours(2).toSeconds());

    private static final StreamId STREAM = new StreamId("office365-management", "contoso", "Audit.Exchange");
    private static final String TAKEN = "is collected here now";
    private static final List<String> BOTH = List.of("one.ndjson", "two.ndjson");

    @TempDir
    Path directory;

    private final SystemClock clock = new SystemClock();
    private final List<Process> running = new ArrayList<>();
    private PostgresServer server;
    private PostgresAddress address;
    private Map<String, String> secrets = Map.of();
    private String active = "";
    private String standby = "";
    private Workplace place;

    @BeforeEach
    void prepare(PostgresServer shared) throws Exception {
        server = shared;
        address = shared.newDatabase();
        place = new Workplace(
                directory,
                address + "\npostgresql: {user: " + address.user() + ", password: '${env:PASSWORD}', tls: false,"
                        + " takeover: " + TAKEOVER.toSeconds() + "s, instance: one}",
                EVENTS,
                BLOB,
                "sink: {kind: file, path: one.ndjson, fsync: false}");
        secrets = Map.of(
                "CLIENT_SECRET",
                place.program().environment().get("CLIENT_SECRET"),
                "PASSWORD",
                address.password().orElseThrow());
        Files.writeString(
                place.file("two.yaml"),
                Files.readString(place.file("rollcall.yaml"))
                        .replace("one.ndjson", "two.ndjson")
                        .replace("instance: one", "instance: two"));
    }

    @AfterEach
    void end() {
        running.forEach(process -> process.destroyForcibly().onExit().join());
        place.close();
    }

    private Process start(String name, String... command) throws Exception {
        Process process = new Program(directory, secrets).start(place.file(name + ".log"), command);
        running.add(process);
        return process;
    }

    private Process start(String name) throws Exception {
        return start(name, "run", "--config", name.equals("one") ? "rollcall.yaml" : "two.yaml");
    }

    /** Starts both, and has one of them begin to collect when both are there. */
    private void startBoth() throws Exception {
        Participation guest = new Participation("test", Set.of(STREAM.toString()), Duration.ofHours(1), true);
        try (SharedLedger held = PostgresLedger.open(address, guest, clock, told -> {})) {
            Lease lease = held.leases().take(STREAM).orElseThrow();
            start("one");
            start("two");
            await(() -> log("one").contains("1 streams") && log("two").contains("1 streams"));
            lease.giveBack();
        }
        await(() -> log("one").contains(TAKEN) || log("two").contains(TAKEN));
        active = log("one").contains(TAKEN) ? "one" : "two";
        standby = active.equals("one") ? "two" : "one";
        await(() -> length(active + ".ndjson") > 0);
    }

    private Process process(String name) {
        return running.get(name.equals("one") ? 0 : 1);
    }

    private void assertStillUnderWay() throws IOException {
        assertThat(place.balance(BOTH).missing()).as("in the midst of it").isNotEmpty();
        assertThat(length(standby + ".ndjson")).isZero();
    }

    @Test
    void whenOneIsKilledTheOtherGoesOnWithinTheTimePromised() throws Exception {
        startBoth();
        process(active).destroyForcibly().onExit().join();
        Instant killed = clock.steady();
        assertStillUnderWay();
        await(() -> log(standby).contains(TAKEN));
        assertThat(Duration.between(killed, clock.steady())).isLessThan(TAKEOVER.plusSeconds(2));
        await(() -> place.balance(BOTH).missing().isEmpty());
        assertNothingWrong(IN_FLIGHT);
    }

    @Test
    void whoIsStoppedForLongerThanItsLeaseAndGoesOnCannotCommitAndLearnsWhatTheOtherDid() throws Exception {
        startBoth();
        signal(process(active), "STOP");
        assertStillUnderWay();
        await(() -> length(standby + ".ndjson") > 0);
        signal(process(active), "CONT");
        await(() -> place.balance(BOTH).missing().isEmpty());
        assertNothingWrong(IN_FLIGHT);
        assertThat(place.balance(List.of(active + ".ndjson")).missing())
                .as("the rest was left to the other")
                .isNotEmpty();
        process(standby).destroyForcibly().onExit().join();
        await(() -> occurrences(log(active), TAKEN) == 2);
        assertNothingWrong(IN_FLIGHT);
    }

    @Test
    @Tag("slow")
    void whoIsAskedToStopHandsOverAtOnce() throws Exception {
        startBoth();
        process(active).destroy();
        process(active).onExit().join();
        Instant gone = clock.steady();
        await(() -> log(standby).contains(TAKEN));
        assertThat(Duration.between(gone, clock.steady())).isLessThan(TAKEOVER.dividedBy(2));
        await(() -> place.balance(BOTH).missing().isEmpty());
        assertNothingWrong(IN_FLIGHT);
    }

    @Test
    @Tag("slow")
    void aLedgerThatIsKilledAndComesBackCostsNeitherAnEventNorARepetition() throws Exception {
        Process one = start("one");
        await(() -> length("one.ndjson") > 0);
        server.kill();
        assertThat(place.balance(BOTH).missing()).as("in the midst of it").isNotEmpty();
        await(() -> log("one").contains("does not answer"));
        server.start();
        await(() -> place.balance(BOTH).missing().isEmpty());
        assertThat(log("one")).contains("answers again");
        assertThat(one.isAlive()).isTrue();
        assertNothingWrong(0);
    }

    @Test
    @Tag("slow")
    void oneThatEndsSoonTakesNothingFromOneThatRuns() throws Exception {
        start("one");
        await(() -> length("one.ndjson") > 0);
        Process once = start("two", "run", "--config", "two.yaml", "--once", "--patience", "1");
        assertThat(once.waitFor()).as(log("two")).isEqualTo(1);
        assertThat(log("two")).contains("is not complete", "the collector one/", "has it");
        assertThat(length("two.ndjson")).isZero();
        Program.Ending status = new Program(directory, secrets).run("status", "--config", "two.yaml");
        assertThat(status.out()).as("%s", status).contains("collected by: one/", "collectors: one/");
    }

    private void assertNothingWrong(int repeats) throws IOException {
        Balance balance = place.balance(BOTH);
        assertThat(balance.missing()).isEmpty();
        assertThat(balance.invented()).isEmpty();
        assertThat(balance.repeats()).isLessThanOrEqualTo(repeats);
        for (String name : List.of("one", "two")) {
            assertThat(log(name)).doesNotContain("\tat ");
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private long length(String name) throws IOException {
        return Files.exists(place.file(name)) ? Files.size(place.file(name)) : 0;
    }

    private String log(String name) throws IOException {
        Path log = place.file(name + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static int occurrences(String text, String words) {
        return text.split(words, -1).length - 1;
    }

    /** A condition about files. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws Exception {
        Instant deadline = clock.steady().plus(Duration.ofSeconds(60));
        while (!condition.holds()) {
            assertThat(clock.steady())
                    .as("waited too long; %s%n%s", log("one"), log("two"))
                    .isBefore(deadline);
            clock.sleep(Duration.ofMillis(20));
        }
    }
}
