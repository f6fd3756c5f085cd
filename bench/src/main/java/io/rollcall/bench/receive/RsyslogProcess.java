package io.rollcall.bench.receive;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A real rsyslogd in a process of its own, which listens on the loopback address. */
public final class RsyslogProcess implements AutoCloseable {

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/rsyslogd"), Path.of("/sbin/rsyslogd"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(10);

    private final Process process;
    private int port;

    private RsyslogProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where the program is; empty if it is not installed. */
    public static Optional<Path> program() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param directory for its configuration, its log and the number of its process
     * @param port to listen on; 0 for any that is free
     * @param configuration made of the parameters of the input that say where to listen
     * @throws IOException if it is not installed or does not listen; its own words are in the message
     */
    public static RsyslogProcess start(Path directory, int port, UnaryOperator<String> configuration, Clock clock)
            throws IOException, InterruptedException {
        Path portFile = directory.resolve("rsyslog.port");
        Files.deleteIfExists(portFile);
        String listen = "address=\"127.0.0.1\" port=\"" + port + "\" listenPortFileName=\"" + portFile + "\"";
        Path file = Files.writeString(directory.resolve("rsyslog.conf"), configuration.apply(listen));
        Path log = directory.resolve("rsyslog.log");
        String program = program()
                .orElseThrow(() -> new IOException("rsyslogd is not installed: apt-get install rsyslog"))
                .toString();
        String number = directory.resolve("rsyslog.pid").toString();
        Process process = new ProcessBuilder(program, "-n", "-f", file.toString(), "-i", number)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        RsyslogProcess started = new RsyslogProcess(process, port);
        Instant deadline = clock.steady().plus(PATIENCE);
        while (!started.isListening(portFile)) {
            if (!process.isAlive() || clock.steady().isAfter(deadline)) {
                started.close();
                throw new IOException("rsyslogd does not listen: " + Files.readString(log));
            }
            clock.sleep(LOOK_AGAIN_AFTER);
        }
        return started;
    }

    /** rsyslogd writes the port into a file only if it was free to choose. */
    private boolean isListening(Path portFile) throws IOException {
        if (port == 0) {
            String written = Files.exists(portFile) ? Files.readString(portFile).trim() : "";
            port = written.isEmpty() ? 0 : Integer.parseInt(written);
        }
        if (port == 0) {
            return false;
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Kills it, as {@code kill -9} does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
