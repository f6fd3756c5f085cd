package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.verify.balance.Balance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program with several sinks: what one lacks does not concern the other, and a kill costs none anything. */
@Tag("long")
@Timeout(180)
final class SeveralSinksTest {

    private static final Duration PAGES = Duration.ofSeconds(10);
    private static final String[] ONCE = {"run", "--config", "rollcall.yaml", "--once", "--json", "--patience", "3"};

    @TempDir
    Path directory;

    @Test
    void aSinkThatDoesNotAnswerGetsAllOfItLaterAndTheOtherDoesNotWait() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Workplace place = new Workplace(
                        directory,
                        "rollcall.db",
                        600,
                        PAGES,
                        "sinks:",
                        "  near: {kind: file, path: near.ndjson, fsync: false}",
                        "  far:",
                        "    kind: tcp",
                        "    address: 127.0.0.1:" + silent.getLocalPort(),
                        "    receipt_timeout: 1s")) {
            Program.Ending alone = place.program().run(ONCE);
            assertThat(alone.exitCode()).as("%s", alone).isEqualTo(1);
            assertThat(alone.err())
                    .contains("'far' has not accepted everything")
                    .doesNotContain("\tat ");
            assertThat(alone.out()).contains("\"complete\":false", "\"name\":\"far\",\"accepted\":0");
            assertOnce(place, "near.ndjson");
            assertThat(place.program()
                            .run("status", "--config", "rollcall.yaml", "--json")
                            .out())
                    .containsPattern("\"sink\":\"far\",\"behind_bytes\":[1-9]")
                    .contains("\"sink\":\"near\",\"behind_bytes\":0");

            new FileReceiver(silent, directory.resolve("far.ndjson")).start();
            Program.Ending both = place.program().run(ONCE);
            assertThat(both.exitCode()).as("%s", both).isZero();
            assertOnce(place, "near.ndjson");
            Balance far = place.balance(List.of("far.ndjson"));
            assertThat(far.missing()).isEmpty();
            assertThat(far.invented()).isEmpty();
        }
    }

    @Test
    void aSinkThatCannotBeOpenedHoldsUpNoOtherAndGetsAllOfItLater() throws Exception {
        try (Workplace place = new Workplace(
                directory,
                "rollcall.db",
                100,
                PAGES,
                "sinks:",
                "  shut: {kind: file, path: missing/shut.ndjson}",
                "  near: {kind: file, path: near.ndjson, fsync: false}")) {
            Program.Ending alone = place.program().run(ONCE);
            assertThat(alone.exitCode()).as("%s", alone).isEqualTo(1);
            assertThat(alone.err())
                    .contains("'shut' cannot be opened yet", "missing", "the other sinks go on")
                    .doesNotContain("\tat ");
            assertOnce(place, "near.ndjson");

            Files.createDirectory(place.file("missing"));
            Program.Ending both = place.program().run(ONCE);
            assertThat(both.exitCode()).as("%s", both).isZero();
            assertOnce(place, "near.ndjson");
            assertOnce(place, "missing/shut.ndjson");
        }
    }

    @Test
    void killsCostNoSinkAnything() throws Exception {
        try (Workplace place = new Workplace(
                directory,
                "rollcall.db",
                2000,
                PAGES,
                "sinks:",
                "  one: {kind: file, path: one.ndjson}",
                "  two: {kind: file, path: two.ndjson}")) {
            Random random = new Random(20261124);
            for (int kill = 0; kill < 5; kill++) {
                Process run = place.program().start(place.file("run.log"), "run", "--config", "rollcall.yaml");
                new SystemClock().sleep(Duration.ofMillis(400 + random.nextInt(1500)));
                assertThat(run.isAlive())
                        .as(Files.readString(place.file("run.log")))
                        .isTrue();
                run.destroyForcibly().onExit().join();
            }
            Program.Ending last = place.program().run(ONCE);
            assertThat(last.exitCode()).as("%s", last).isZero();
            for (String file : List.of("one.ndjson", "two.ndjson")) {
                Balance balance = place.balance(List.of(file));
                assertThat(balance.missing()).isEmpty();
                assertThat(balance.invented()).isEmpty();
                assertThat(balance.repeats())
                        .as("what was in flight at eight kills")
                        .isLessThan(8 * 60);
            }
        }
    }

    private static void assertOnce(Workplace place, String file) throws IOException {
        Balance balance = place.balance(List.of(file));
        assertThat(balance.missing()).isEmpty();
        assertThat(balance.invented()).isEmpty();
        assertThat(balance.repeats()).isZero();
    }
}
