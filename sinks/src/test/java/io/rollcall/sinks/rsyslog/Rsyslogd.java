package io.rollcall.sinks.rsyslog;

import io.rollcall.sinks.Eventually;
import io.rollcall.sinks.HeldPort;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real rsyslogd in a process of its own, that listens on a port of this machine and writes what it gets into a file. Its
 * queues are direct: it reads on only when a message is in the file.
 */
final class Rsyslogd implements SyslogDaemon {

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/rsyslogd"), Path.of("/sbin/rsyslogd"));
    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/rsyslog"),
            Path.of("/usr/lib/aarch64-linux-gnu/rsyslog"),
            Path.of("/usr/lib/rsyslog"),
            Path.of("/usr/lib64/rsyslog"));

    /** Stands in a configuration where a port belongs, with its quotes. */
    static final String ANY_PORT = "ANY_PORT";

    /** Keeps it from writing a tab or DEL, which JSON may hold, as #011 or #177. */
    private static final String AS_SENT = " parser.escapeControlCharactersOnReceive=\"off\"";

    private final Path directory;
    private final String configuration;
    private @Nullable Process process;
    private final HeldPort port;

    private Rsyslogd(Path directory, String configuration) throws IOException {
        this.port = new HeldPort();
        this.directory = directory;
        this.configuration = configuration;
    }

    /** One with a configuration that writes into {@link #receivedFile}. */
    static Rsyslogd of(Path directory, String configuration) throws Exception {
        return new Rsyslogd(directory, configuration).start();
    }

    /** One that speaks TCP. */
    static Rsyslogd tcp(Path directory, String template) throws Exception {
        return of(directory, configuration(directory, "", "", template));
    }

    /** One with the other module for TCP, imptcp. */
    static Rsyslogd imptcp(Path directory) throws Exception {
        return of(directory, configuration(directory, "", "", "%rawmsg%").replace("imtcp", "imptcp"));
    }

    /** One that speaks TLS, with a certificate and an authority for clients. */
    static Rsyslogd tls(Path directory, String driver, String authMode, Path authority, Path certificate, Path key)
            throws Exception {
        requireDriver(driver);
        String global = " defaultNetstreamDriver=\"" + driver
                + "\" defaultNetstreamDriverCAFile=\"" + authority
                + "\" defaultNetstreamDriverCertFile=\"" + certificate
                + "\" defaultNetstreamDriverKeyFile=\"" + key + "\"";
        String module = " streamDriver.name=\"" + driver + "\" streamDriver.mode=\"1\" streamDriver.authMode=\""
                + authMode + "\"";
        return of(directory, configuration(directory, global, module, "%rawmsg%"));
    }

    /**
     * One that speaks RELP and begins each message on a line of its own, even after it was killed in the middle of one.
     *
     * @param input more parameters of the input, such as those of TLS
     */
    static Rsyslogd relp(Path directory, String module, String input) throws Exception {
        requireModule("imrelp.so", "rsyslog-relp");
        return of(
                directory,
                String.join(
                        "\n",
                        "global(maxMessageSize=\"8m\"" + AS_SENT + ")",
                        "main_queue(queue.type=\"Direct\")",
                        "module(load=\"imrelp\"" + module + ")",
                        "template(name=\"received\" type=\"string\" string=\"\\n%rawmsg%\\n\")",
                        "input(type=\"imrelp\" port=" + ANY_PORT + " maxDataSize=\"8m\"" + input + ")",
                        "action(type=\"omfile\" file=\"" + receivedFile(directory)
                                + "\" template=\"received\" queue.type=\"Direct\")",
                        ""));
    }

    private static String configuration(Path directory, String global, String module, String template) {
        return String.join(
                "\n",
                "global(maxMessageSize=\"8m\"" + AS_SENT + global + ")",
                "main_queue(queue.type=\"Direct\")",
                "module(load=\"imtcp\"" + module + ")",
                "template(name=\"received\" type=\"string\" string=\"" + template + "\\n\")",
                "ruleset(name=\"rollcall\") {",
                "  action(type=\"omfile\" file=\"" + receivedFile(directory)
                        + "\" template=\"received\" queue.type=\"Direct\")",
                "}",
                "input(type=\"imtcp\" port=" + ANY_PORT + " ruleset=\"rollcall\")",
                "");
    }

    /** Where what it gets is to go. */
    static Path receivedFile(Path directory) {
        return directory.resolve("received.ndjson");
    }

    private Rsyslogd start() throws Exception {
        String listen = "\"" + port() + "\" address=\"127.0.0.1\"";
        Files.writeString(directory.resolve("rsyslog.conf"), configuration.replace(ANY_PORT, listen));
        Process started = new ProcessBuilder(program(), "-n", "-f", path("rsyslog.conf"), "-i", path("rsyslogd.pid"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(path("rsyslogd.log"))))
                .start();
        process = started;
        Eventually.until("rsyslogd listens", () -> {
            if (!started.isAlive()) {
                throw new IOException("rsyslogd ended: " + log());
            }
            return port.isListenedOn();
        });
        return this;
    }

    private static String program() {
        for (Path program : PROGRAMS) {
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        return Assumptions.abort("rsyslogd is not installed: apt-get install rsyslog");
    }

    /** Skips a test if rsyslog has no such TLS driver here. */
    static void requireDriver(String driver) {
        requireModule("lmnsd_" + driver + ".so", driver.equals("gtls") ? "rsyslog-gnutls" : "rsyslog-openssl");
    }

    /** Skips a test if rsyslog has no such module here. */
    static void requireModule(String module, String debianPackage) {
        Assumptions.assumeTrue(
                MODULES.stream().anyMatch(place -> Files.exists(place.resolve(module))),
                module + " of rsyslog is not installed: apt-get install " + debianPackage);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @Override
    public int port() {
        return port.number();
    }

    @Override
    public List<String> received() throws IOException {
        Path file = receivedFile(directory);
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }

    @Override
    public long receivedBytes() throws IOException {
        Path file = receivedFile(directory);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** What it has to say. */
    String log() throws IOException {
        return Files.readString(directory.resolve("rsyslogd.log"));
    }

    @Override
    public synchronized void kill() {
        Objects.requireNonNull(process).destroyForcibly().onExit().join();
    }

    @Override
    public synchronized void restart() throws Exception {
        Rsyslogd unused = start();
    }

    @Override
    public void close() throws IOException {
        try (port) {
            kill();
        }
    }
}
