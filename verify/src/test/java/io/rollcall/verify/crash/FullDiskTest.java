package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.verify.balance.Balance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program and a disk that is full in the middle of a run, for each file it writes: it says which file, why and what to
 * do; and when there is room again, every event is there. A limit on the size of files stands for the disk.
 */
@Tag("long")
@Timeout(180)
final class FullDiskTest {

    private static final int INCOMPLETE = 1;
    private static final int UNAVAILABLE = 3;

    /** Room for what the program unpacks into temporary files, and about this for each of its own. */
    private static final int KIBIBYTES = 2600;

    /** Just room for what it unpacks: pages that come fast share a commit, so that the ledger grows slowly. */
    private static final int FEW_KIBIBYTES = 1200;

    /** Also at night, when there are seven events for every ten, these are enough to meet the limit. */
    private static final int MANY = 9000;

    private static final int FEW = 800;

    /** Few pages with many events: the events' file is the first to grow too large. */
    private static final Duration LARGE_PAGES = Duration.ofMinutes(4);

    /** Many pages with few events: the ledger is. */
    private static final Duration SMALL_PAGES = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @Test
    void aLedgerWithoutRoomEndsTheRun() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", FEW, SMALL_PAGES)) {
            Program.Ending full = place.program().run(limited(FEW_KIBIBYTES), once("600"));
            assertThat(full.exitCode()).as("%s", full).isEqualTo(UNAVAILABLE);
            assertThat(full.err())
                    .contains("rollcall.db", "cannot be written", "have room", "has been forgotten")
                    .doesNotContain("\tat ", "Exception in thread");
            assertThat(place.balance().missing())
                    .as("some has been delivered, some has not")
                    .isNotEmpty();
            assertLedgerIsWhole(place);

            finish(place);
            assertThat(place.balance().repeats()).as("the pages in flight").isLessThan(30);
        }
    }

    @Test
    void anEventsFileWithoutRoomLeavesTheRunIncompleteAndNothingComesTwice() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", MANY, LARGE_PAGES)) {
            Program.Ending full = place.program().run(limited(KIBIBYTES), once("2"));
            assertThat(full.exitCode()).as("%s", full).isEqualTo(INCOMPLETE);
            assertThat(full.err())
                    .contains("events.ndjson", "File too large", "Free some space", "is not complete")
                    .doesNotContain("\tat ", "Exception in thread");
            assertThat(full.out()).contains("\"complete\":false").contains("\"delivered\":" + place.delivered() + ",");
            assertThat(Files.readString(place.file("events.ndjson"))).endsWith("}\n");
            assertThat(place.balance().missing()).isNotEmpty();
            assertLedgerIsWhole(place);

            finish(place);
            assertThat(place.balance().repeats()).isZero();
        }
    }

    @Test
    void aSpoolWithoutRoomLeavesTheRunIncompleteAndNothingComesTwice() throws Exception {
        String[] sinks = {"sink: {kind: file, path: events.ndjson, fsync: false}", "spool: {}"};
        try (Workplace place = new Workplace(directory, "rollcall.db", MANY, LARGE_PAGES, sinks)) {
            Program.Ending full = place.program().run(limited(KIBIBYTES), once("2"));
            assertThat(full.exitCode()).as("%s", full).isEqualTo(INCOMPLETE);
            assertThat(full.err())
                    .contains("rollcall.db.spool", "File too large", "Free some space", "is not complete")
                    .doesNotContain("\tat ", "Exception in thread");
            assertLedgerIsWhole(place);

            finish(place);
            assertThat(place.balance().repeats()).isZero();
        }
    }

    @Test
    void aRunThatGoesOnWaitsForRoomAndSaysSo() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", MANY, LARGE_PAGES)) {
            Path log = place.file("run.log");
            Process run = place.program().start(log, limited(KIBIBYTES), "run", "--config", "rollcall.yaml");
            try {
                await(() -> Files.exists(log) && Files.readString(log).contains("Free some space"));
                assertThat(run.isAlive()).isTrue();
                assertThat(place.balance().missing()).isNotEmpty();
                unlimit(run);
                await(() -> place.balance().missing().isEmpty());
                await(() -> Files.readString(log).contains("accepts events again"));
                assertThat(place.balance().repeats()).isZero();
                assertThat(place.balance().invented()).isEmpty();
            } finally {
                run.destroyForcibly().onExit().join();
            }
            assertLedgerIsWhole(place);
        }
    }

    private static void finish(Workplace place) throws Exception {
        Program.Ending roomy = place.program().run(once("600"));
        assertThat(roomy.exitCode()).as("%s", roomy).isZero();
        assertLedgerIsWhole(place);
        Balance balance = place.balance();
        assertThat(balance.missing()).isEmpty();
        assertThat(balance.invented()).isEmpty();
    }

    private static void assertLedgerIsWhole(Workplace place) throws Exception {
        Program.Ending verify = place.program().run("state", "verify", "rollcall.db");
        assertThat(verify.exitCode()).as("%s", verify).isZero();
    }

    private static String[] once(String patience) {
        return new String[] {"run", "--config", "rollcall.yaml", "--once", "--json", "--patience", patience};
    }

    /** A limit that can be lifted while the program runs. */
    private static List<String> limited(int kibibytes) {
        return List.of("bash", "-c", "ulimit -S -f " + kibibytes + " && exec \"$@\"", "little-room");
    }

    private static void unlimit(Process process) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=unlimited:")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).as("prlimit, of util-linux").isZero();
    }

    /** A condition about files. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        SystemClock clock = new SystemClock();
        var deadline = clock.now().plus(Duration.ofSeconds(60));
        while (!condition.holds()) {
            assertThat(clock.now()).as("waited too long").isBefore(deadline);
            clock.sleep(Duration.ofMillis(20));
        }
    }
}
