package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.verify.balance.Balance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program as a service: it tells its manager how it fares, reads its configuration again, and stops when asked to. */
@Tag("long")
@Timeout(180)
final class ServiceTest {

    private static final int TERMINATED = 128 + 15;

    /** Whoever runs the tests may ignore SIGHUP, as nohup does, and what they start would inherit that. */
    private static final List<String> HEEDS_HANGUPS = List.of("env", "--default-signal=HUP");

    @TempDir
    Path directory;

    private final SystemClock clock = new SystemClock();

    @Test
    void aServiceReadsItsConfigurationAgainAndStopsWhenAskedTo() throws Exception {
        try (Workplace place = new Workplace(directory, "rollcall.db", 300)) {
            Path told = fakeManager();
            Program program = new Program(
                    directory,
                    Map.of(
                            "CLIENT_SECRET",
                            place.program().environment().get("CLIENT_SECRET"),
                            "NOTIFY_SOCKET",
                            "/nowhere",
                            "WATCHDOG_USEC",
                            "1000000",
                            "PATH",
                            directory.resolve("bin") + ":" + System.getenv("PATH")));
            Path log = place.file("run.log");
            Process run = program.start(log, HEEDS_HANGUPS, "run", "--config", "rollcall.yaml");
            try {
                await(run, log, told, "READY=1 STATUS=1 streams");
                await(run, log, told, "WATCHDOG=1");
                await(run, log, () -> place.balance().missing().isEmpty());

                Path config = place.file("rollcall.yaml");
                String good = Files.readString(config);
                Files.writeString(config, good.replace("kind: file", "kind: fill"));
                hangUp(run);
                await(run, log, log, "the configuration stays as it was");
                Files.writeString(config, good.replace("path: events.ndjson", "path: nowhere/events.ndjson"));
                hangUp(run);
                await(run, log, log, "so the collector goes on as before");
                Files.writeString(config, good.replace("path: events.ndjson", "path: others.ndjson"));
                hangUp(run);
                await(run, log, () -> Files.exists(place.file("others.ndjson")));
                assertThat(Files.readString(log)).contains("the configuration has been read again");
            } finally {
                run.destroy();
            }
            assertThat(run.waitFor(8, TimeUnit.SECONDS)).as("stopped in time").isTrue();
            assertThat(run.exitValue()).isEqualTo(TERMINATED);
            assertThat(Files.readString(told)).contains("STOPPING=1");
            assertThat(Files.readString(log)).doesNotContain("\tat ");
            Balance balance = place.balance(List.of("events.ndjson", "others.ndjson"));
            assertThat(balance.missing()).isEmpty();
            assertThat(balance.repeats()).isZero();
        }
    }

    /** A program in the place of systemd-notify that writes down what it is told. */
    private Path fakeManager() throws IOException {
        Path told = directory.resolve("told.txt");
        Path program = Files.createDirectory(directory.resolve("bin")).resolve("systemd-notify");
        Files.writeString(program, "#!/bin/sh\necho \"$*\" >> '" + told + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return Files.createFile(told);
    }

    private static void hangUp(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** A condition about files. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Process run, Path log, Path file, String text) throws Exception {
        await(run, log, () -> Files.readString(file).contains(text));
    }

    private void await(Process run, Path log, Condition condition) throws Exception {
        Instant deadline = clock.now().plus(Duration.ofSeconds(60));
        while (!condition.holds()) {
            assertThat(run.isAlive()).as(Files.readString(log)).isTrue();
            assertThat(clock.now())
                    .as("waited too long; %s", Files.readString(log))
                    .isBefore(deadline);
            clock.sleep(Duration.ofMillis(50));
        }
    }
}
