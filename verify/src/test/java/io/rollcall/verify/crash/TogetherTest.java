package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.PostgresAddress;
import io.rollcall.ledger.PostgresServer;
import io.rollcall.ledger.SharedServer;
import io.rollcall.verify.balance.Balance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Collectors that share a ledger in a real PostgreSQL, and deliver to two sinks: what the ledger has both have. */
@Tag("long")
@Timeout(120)
@ExtendWith(SharedServer.class)
final class TogetherTest {

    private static final int EVENTS = 600;
    private static final Duration BLOB = Duration.ofSeconds(10);

    /** As many as four pages hold at most: events are spread at random, three times as dense at the most. */
    private static final int IN_FLIGHT =
            (int) (4 * 3 * EVENTS * BLOB.toSeconds() / Duration.ofHours(2).toSeconds());

    /** Enough for a batch to be tried again with the sink that does not answer. */
    private static final Duration MORE_ATTEMPTS = Duration.ofSeconds(3);

    @TempDir
    Path directory;

    private final SystemClock clock = new SystemClock();

    @Test
    void whatOneSinkLacksIsNotCommittedAndAnotherCollectorBringsIt(PostgresServer shared) throws Exception {
        PostgresAddress address = shared.newDatabase();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Workplace place = place(address, silent)) {
            Files.writeString(
                    place.file("two.yaml"),
                    Files.readString(place.file("rollcall.yaml"))
                            .replace("one.ndjson", "two.ndjson")
                            .replace("instance: one", "instance: two"));
            Program program = new Program(
                    directory,
                    Map.of(
                            "CLIENT_SECRET", place.program().environment().get("CLIENT_SECRET"),
                            "PASSWORD", address.password().orElseThrow()));

            Process one = program.start(place.file("one.log"), "run", "--config", "rollcall.yaml");
            await(place, () -> text(place, "one.log").contains("far: "));
            long near = lines(place, "one.ndjson");
            clock.sleep(MORE_ATTEMPTS);
            assertThat(lines(place, "one.ndjson"))
                    .as("near is not given it again")
                    .isEqualTo(near);
            assertThat(near).isBetween(1L, (long) IN_FLIGHT);
            one.destroyForcibly().onExit().join();

            new FileReceiver(silent, directory.resolve("far.ndjson")).start();
            Process two = program.start(place.file("two.log"), "run", "--config", "two.yaml");
            await(place, () -> isAllThere(place));
            two.destroy();
            two.onExit().join();
            balances(place).forEach(each -> assertThat(each.invented()).isEmpty());
            assertThat(near(place).repeats()).isLessThanOrEqualTo(IN_FLIGHT);
            assertThat(text(place, "two.log")).doesNotContain("\tat ");
        }
    }

    private Workplace place(PostgresAddress address, ServerSocket far) throws IOException {
        return new Workplace(
                directory,
                address + "\npostgresql: {user: " + address.user()
                        + ", password: '${env:PASSWORD}', tls: false, takeover: 3s, instance: one}",
                EVENTS,
                BLOB,
                "sinks:",
                "  near: {kind: file, path: one.ndjson, fsync: false}",
                "  far: {kind: tcp, address: '127.0.0.1:" + far.getLocalPort() + "', receipt_timeout: 1s}");
    }

    private static List<Balance> balances(Workplace place) throws IOException {
        return List.of(place.balance(List.of("far.ndjson")), near(place));
    }

    private static Balance near(Workplace place) throws IOException {
        return place.balance(List.of("one.ndjson", "two.ndjson"));
    }

    private static boolean isAllThere(Workplace place) throws IOException {
        return balances(place).stream().allMatch(each -> each.missing().isEmpty());
    }

    private static String text(Workplace place, String name) throws IOException {
        Path file = place.file(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static long lines(Workplace place, String name) throws IOException {
        return text(place, name).lines().count();
    }

    /** A condition about files. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Workplace place, Condition condition) throws Exception {
        Instant deadline = clock.steady().plus(Duration.ofSeconds(60));
        while (!condition.holds()) {
            assertThat(clock.steady())
                    .as("waited too long; %s%n%s", text(place, "one.log"), text(place, "two.log"))
                    .isBefore(deadline);
            clock.sleep(Duration.ofMillis(20));
        }
    }
}
