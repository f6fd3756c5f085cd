package io.rollcall.ledger;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of its own, on this machine only, whose files are gone when it is closed. It can be killed and started again.
 * It does not wait for the disk: the machine does not fail, only programs do.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "rollcall";
    private static final String PASSWORD = "not a secret";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Who runs it if this program is run by root, as whom it refuses to run. */
    private static final String OTHER_USER = "postgres";

    private final Path directory;
    private final Path programs;
    private final int port;
    private final Clock clock;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable Process process;

    private PostgresServer(Path directory, Path programs, int port, Clock clock) {
        this.directory = directory;
        this.programs = programs;
        this.port = port;
        this.clock = clock;
    }

    /** What this machine lacks to run it, and how to get it; empty if nothing. */
    public static Optional<String> lacking() {
        return programs().isPresent()
                ? Optional.empty()
                : Optional.of("PostgreSQL is not installed: apt-get install postgresql");
    }

    /** Makes one and starts it. */
    public static PostgresServer start(Clock clock) throws IOException, InterruptedException {
        Path programs = programs().orElseThrow(() -> new IOException(lacking().orElse("")));
        Path memory = Path.of("/dev/shm");
        Path directory = Files.createTempDirectory(
                Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")),
                "rollcall-postgresql");
        Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        if (isRoot()) {
            var other =
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OTHER_USER);
            Files.setOwner(directory, other);
            Files.setOwner(password, other);
        }
        PostgresServer server = new PostgresServer(directory, programs, freePort(), clock);
        server.make(password);
        server.start();
        return server;
    }

    private void make(Path password) throws IOException, InterruptedException {
        Process made = as(
                        "initdb",
                        "-D",
                        directory.resolve("data").toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + password,
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync")
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("initdb failed: " + log());
        }
    }

    /** Starts it again after {@link #kill}, on the same port; waits until it answers. */
    public void start() throws IOException, InterruptedException {
        Instant deadline = clock.steady().plus(PATIENCE);
        while (!isAnswering()) {
            if (!clock.steady().isBefore(deadline)) {
                throw new IOException("PostgreSQL does not start: " + log());
            }
            if (process == null || !process.isAlive()) {
                process = as(
                                "postgres",
                                "-D",
                                directory.resolve("data").toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "fsync=off",
                                "-c",
                                "max_connections=100",
                                "-c",
                                "shared_buffers=16MB")
                        .start();
            }
            clock.sleep(Duration.ofMillis(50));
        }
    }

    /** As {@code kill -9} does; its connections break. */
    public void kill() throws InterruptedException {
        Process killed = process;
        if (killed != null) {
            List<ProcessHandle> all = Stream.concat(Stream.of(killed.toHandle()), killed.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            killed.waitFor();
            process = null;
        }
    }

    /** An empty database. */
    public PostgresAddress newDatabase() throws SQLException {
        String name = "ledger" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new PostgresAddress("127.0.0.1:" + port, name, USER, Optional.of(PASSWORD), false, Optional.empty());
    }

    private boolean isAnswering() {
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, PASSWORD)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private ProcessBuilder as(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + OTHER_USER, "--regid=" + OTHER_USER, "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Debian keeps the programs of each version in a folder of its own. */
    private static Optional<Path> programs() {
        Path versions = Path.of("/usr/lib/postgresql");
        List<Path> places = new ArrayList<>();
        if (Files.isDirectory(versions)) {
            try (Stream<Path> found = Files.list(versions)) {
                found.map(version -> version.resolve("bin"))
                        .sorted(Comparator.reverseOrder())
                        .forEach(places::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(Path::of)
                .forEach(places::add);
        return places.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
