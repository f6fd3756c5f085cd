package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program and a ledger it cannot use: it says so in one line, ends with exit code 3, forgets nothing, and goes on when
 * the trouble is over.
 */
@Timeout(120)
final class LedgerTroubleTest {

    private static final int UNAVAILABLE = 3;
    private static final int FEW = 40;
    private static final List<String> ONCE = List.of("run", "--config", "rollcall.yaml", "--once", "--json");

    @TempDir
    Path directory;

    @Test
    void aLedgerInUseByAnotherProcessIsLeftAlone() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", FEW)) {
            Process first = place.program().start(place.file("first.log"), "run", "--config", "rollcall.yaml");
            try {
                await(() -> !place.balance().missing().isEmpty() && Files.exists(place.file("events.ndjson")));
                Files.writeString(
                        place.file("other.yaml"),
                        Files.readString(place.file("rollcall.yaml")).replace("events.ndjson", "other.ndjson"));
                Program.Ending second = place.program().run("run", "--config", "other.yaml", "--once");
                assertRefused(second, "rollcall.db", "another");
                assertThat(first.isAlive()).isTrue();
                await(() -> place.balance().missing().isEmpty());
            } finally {
                first.destroyForcibly().onExit().join();
            }
        }
    }

    @Test
    @Tag("slow")
    void aLedgerThatCannotBeMadeIsSaidToBeSo() throws Exception {
        try (Workplace place = new Workplace(directory, "no/such/place/rollcall.db", FEW)) {
            assertRefused(place.program().run(arguments()), "no/such/place/rollcall.db");
            assertThat(place.file("no")).doesNotExist();
        }
    }

    @Test
    void aFileThatIsNoLedgerIsLeftAsItIs() throws Exception {
        try (Workplace place = new Workplace(directory, "notes.txt", FEW)) {
            String notes = "Buy milk.\n".repeat(1000);
            Files.writeString(place.file("notes.txt"), notes);
            assertRefused(place.program().run(arguments()), "notes.txt");
            assertThat(place.file("notes.txt")).hasContent(notes);
        }
    }

    @Test
    @Tag("slow")
    void aTornLedgerIsReportedAndNotBegunAnew() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", FEW)) {
            assertThat(place.program().run(arguments()).exitCode()).isZero();
            Path ledger = place.file("rollcall.db");
            try (RandomAccessFile file = new RandomAccessFile(ledger.toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }
            byte[] torn = Files.readAllBytes(ledger);
            assertRefused(place.program().run(arguments()), "rollcall.db");
            assertThat(Files.readAllBytes(ledger)).isEqualTo(torn);
            Program.Ending verify = place.program().run("state", "verify", "rollcall.db");
            assertThat(verify.exitCode()).as("%s", verify).isIn(1, UNAVAILABLE);
        }
    }

    @Test
    @Tag("slow")
    void pagesOverwrittenWithOtherBytesAreReported() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", FEW)) {
            assertThat(place.program().run(arguments()).exitCode()).isZero();
            try (RandomAccessFile file =
                    new RandomAccessFile(place.file("rollcall.db").toFile(), "rw")) {
                byte[] garbage = new byte[(int) file.length() - 4096];
                Arrays.fill(garbage, (byte) 0x5A);
                file.seek(4096);
                file.write(garbage);
            }
            Program.Ending verify = place.program().run("state", "verify", "rollcall.db");
            assertThat(verify.exitCode()).as("%s", verify).isIn(1, UNAVAILABLE);
            assertRefused(place.program().run(arguments()), "rollcall.db");
        }
    }

    @Test
    void aDamagedChunkOfKeysIsReportedAndNeverTakenForNoKeys() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", FEW)) {
            assertThat(place.program().run(arguments()).exitCode()).isZero();
            damage(place.file("rollcall.db"), "EVENT");
            Program.Ending verify = place.program().run("state", "verify", "rollcall.db");
            assertThat(verify.exitCode()).as("%s", verify).isEqualTo(1);
            assertThat(verify.out()).contains("key chunk");
            damage(place.file("rollcall.db"), "ITEM");
            assertRefused(place.program().run(arguments()), "rollcall.db");
            assertThat(place.balance().repeats()).isZero();
        }
    }

    private static void damage(Path ledger, String space) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                Statement statement = connection.createStatement()) {
            int changed = statement.executeUpdate("UPDATE key_chunk SET packed ="
                    + " CAST(substr(packed, 1, length(packed) - 3) || x'A5A5A5' AS BLOB) WHERE space = '" + space
                    + "'");
            assertThat(changed).as("chunks damaged").isPositive();
        }
    }

    @Test
    @Tag("slow")
    void aTornJournalCostsNoEvent() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", FEW)) {
            Process killed = place.program().start(place.file("first.log"), "run", "--config", "rollcall.yaml");
            await(() -> place.file("events.ndjson").toFile().length() > 20_000);
            killed.destroyForcibly().onExit().join();
            try (RandomAccessFile journal =
                    new RandomAccessFile(place.file("rollcall.db-wal").toFile(), "rw")) {
                journal.setLength(journal.length() * 2 / 3);
            }
            Program.Ending run = place.program().run(arguments());
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(place.balance().missing()).isEmpty();
            assertThat(place.balance().invented()).isEmpty();
        }
    }

    private static String[] arguments() {
        return ONCE.toArray(String[]::new);
    }

    /** Exit code 3, one plain sentence and no stack trace. */
    private static void assertRefused(Program.Ending ending, String... words) {
        assertThat(ending.exitCode()).as("%s", ending).isEqualTo(UNAVAILABLE);
        assertThat(ending.err()).as("%s", ending).contains(words).doesNotContain("\tat ", "Exception in thread");
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
