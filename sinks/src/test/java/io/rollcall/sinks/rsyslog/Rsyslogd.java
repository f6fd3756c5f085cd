package io.rollcall.sinks.rsyslog;

import io.rollcall.sinks.Eventually;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real rsyslogd in a process of its own, that listens on a port of this machine and writes what it gets into a file. Its
 * queues are direct: it reads on only when a message is in the file.
 */
final class Rsyslogd implements AutoCloseable {

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/rsyslogd"), Path.of("/sbin/rsyslogd"));
    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/rsyslog"),
            Path.of("/usr/lib/aarch64-linux-gnu/rsyslog"),
            Path.of("/usr/lib/rsyslog"),
            Path.of("/usr/lib64/rsyslog"));

    private final Path directory;
    private final String driver;
    private final String template;
    private @Nullable Process process;
    private int port;

    private Rsyslogd(Path directory, String driver, String template) {
        this.directory = directory;
        this.driver = driver;
        this.template = template;
    }

    /** One that speaks TCP. */
    static Rsyslogd tcp(Path directory, String template) throws Exception {
        return new Rsyslogd(directory, "", template).start();
    }

    /** One that speaks TLS, with a certificate and an authority for clients. */
    static Rsyslogd tls(Path directory, String driver, String authMode, Path authority, Path certificate, Path key)
            throws Exception {
        requireModule("lmnsd_" + driver + ".so", driver.equals("gtls") ? "rsyslog-gnutls" : "rsyslog-openssl");
        Files.writeString(
                directory.resolve("tls.conf"),
                String.join(
                        "\n",
                        "global(defaultNetstreamDriver=\"" + driver + "\"",
                        "  defaultNetstreamDriverCAFile=\"" + authority + "\"",
                        "  defaultNetstreamDriverCertFile=\"" + certificate + "\"",
                        "  defaultNetstreamDriverKeyFile=\"" + key + "\")",
                        ""));
        String module = " streamDriver.name=\"" + driver + "\" streamDriver.mode=\"1\" streamDriver.authMode=\""
                + authMode + "\"";
        return new Rsyslogd(directory, module, "%rawmsg%").start();
    }

    private Rsyslogd start() throws Exception {
        start(0);
        return this;
    }

    private void start(int wanted) throws Exception {
        Path portFile = directory.resolve("port");
        Files.deleteIfExists(portFile);
        Files.writeString(directory.resolve("rsyslog.conf"), configuration(wanted, portFile));
        Process started = new ProcessBuilder(program(), "-n", "-f", path("rsyslog.conf"), "-i", path("rsyslogd.pid"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(path("rsyslogd.log"))))
                .start();
        process = started;
        Eventually.until("rsyslogd listens", () -> {
            if (!started.isAlive()) {
                throw new IOException("rsyslogd ended: " + log());
            }
            port = wanted == 0 ? writtenPort(portFile) : wanted;
            return port > 0 && isListening();
        });
    }

    /** The port the system chose; 0 as long as it is not known. rsyslogd writes no such file for a port it was told. */
    private static int writtenPort(Path portFile) throws IOException {
        String written = Files.exists(portFile) ? Files.readString(portFile).trim() : "";
        return written.isEmpty() ? 0 : Integer.parseInt(written);
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String program() {
        for (Path program : PROGRAMS) {
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        return Assumptions.abort("rsyslogd is not installed: apt-get install rsyslog");
    }

    private String configuration(int wanted, Path portFile) throws IOException {
        Path tls = directory.resolve("tls.conf");
        return String.join(
                "\n",
                "global(workDirectory=\"" + directory + "\" maxMessageSize=\"8m\")",
                "main_queue(queue.type=\"Direct\")",
                Files.exists(tls) ? Files.readString(tls) : "",
                "module(load=\"imtcp\"" + driver + ")",
                "template(name=\"received\" type=\"string\" string=\"" + template + "\\n\")",
                "ruleset(name=\"rollcall\") {",
                "  action(type=\"omfile\" file=\"" + path("received.ndjson")
                        + "\" template=\"received\" queue.type=\"Direct\")",
                "}",
                "input(type=\"imtcp\" port=\"" + wanted + "\" address=\"127.0.0.1\" listenPortFileName=\"" + portFile
                        + "\" ruleset=\"rollcall\")",
                "");
    }

    private static void requireModule(String module, String debianPackage) {
        try (Stream<Path> places = MODULES.stream()) {
            Assumptions.assumeTrue(
                    places.anyMatch(place -> Files.exists(place.resolve(module))),
                    module + " of rsyslog is not installed: apt-get install " + debianPackage);
        }
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    int port() {
        return port;
    }

    /** The lines it has written. */
    List<String> received() throws IOException {
        Path file = directory.resolve("received.ndjson");
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }

    long receivedBytes() throws IOException {
        Path file = directory.resolve("received.ndjson");
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** What it has to say. */
    String log() throws IOException {
        return Files.readString(directory.resolve("rsyslogd.log"));
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() {
        Objects.requireNonNull(process).destroyForcibly().onExit().join();
    }

    /** Starts it again on the same port. */
    void restart() throws Exception {
        start(port);
    }

    @Override
    public void close() {
        kill();
    }
}
