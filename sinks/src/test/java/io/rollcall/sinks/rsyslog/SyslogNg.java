package io.rollcall.sinks.rsyslog;

import io.rollcall.sinks.Eventually;
import io.rollcall.sinks.HeldPort;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real syslog-ng that listens on a port of this machine and writes what it gets into a file, each message on a line of its own even after
 * it was killed in the middle of one.
 */
final class SyslogNg implements SyslogDaemon {

    private static final Path INSTALLED = Path.of("/usr/sbin/syslog-ng");
    /** Where {@code .ci/run} unpacks Debian's package, which cannot be installed beside rsyslog. */
    private static final Path UNPACKED = Path.of("/opt/syslog-ng");

    private final Path directory;
    private final String transport;
    private final HeldPort port = new HeldPort();
    private @Nullable Process process;

    private SyslogNg(Path directory, String transport) throws IOException {
        this.directory = directory;
        this.transport = transport;
    }

    static SyslogNg tcp(Path directory) throws Exception {
        return new SyslogNg(directory, "transport(\"tcp\")").start();
    }

    static SyslogNg tls(Path directory, Path certificate, Path key) throws Exception {
        return new SyslogNg(
                        directory,
                        "transport(\"tls\") tls(key-file(\"" + key + "\") cert-file(\"" + certificate
                                + "\") peer-verify(optional-untrusted))")
                .start();
    }

    private String configuration() {
        return String.join(
                "\n",
                "@version: 3.38",
                "options { log-msg-size(8388608); keep-hostname(yes); stats-freq(0); };",
                "source s { network(ip(\"127.0.0.1\") port(" + port() + ") " + transport
                        + " flags(no-parse) max-connections(100)); };",
                "destination d { file(\"" + file() + "\" template(\"\\n${MESSAGE}\\n\") flush-lines(1)); };",
                "log { source(s); destination(d); flags(flow-control); };",
                "");
    }

    private Path file() {
        return directory.resolve("received.ndjson");
    }

    private SyslogNg start() throws Exception {
        Files.writeString(directory.resolve("syslog-ng.conf"), configuration());
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(path("syslog-ng.log"))));
        Map<String, String> environment = builder.environment();
        environment.put("LD_LIBRARY_PATH", UNPACKED.resolve("usr/lib/syslog-ng").toString());
        Process started = builder.start();
        process = started;
        Eventually.until("syslog-ng listens", () -> {
            if (!started.isAlive()) {
                throw new IOException("syslog-ng ended: " + Files.readString(directory.resolve("syslog-ng.log")));
            }
            return port.isListenedOn();
        });
        return this;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of(
                "-F", "-f", path("syslog-ng.conf"), "-R", path("persist"), "-p", path("pid"), "-c", path("ctl")));
        return command;
    }

    private static List<String> program() {
        if (Files.isExecutable(INSTALLED)) {
            return List.of(INSTALLED.toString());
        }
        Path unpacked = UNPACKED.resolve("usr/sbin/syslog-ng");
        if (Files.isExecutable(unpacked)) {
            return List.of(unpacked.toString(), "--module-path=" + UNPACKED.resolve("usr/lib/syslog-ng/3.38"));
        }
        return Assumptions.abort("syslog-ng is neither installed nor unpacked in " + UNPACKED + "; .ci/run does that");
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
        return Files.exists(file()) ? Files.readAllLines(file(), StandardCharsets.UTF_8) : List.of();
    }

    @Override
    public long receivedBytes() throws IOException {
        return Files.exists(file()) ? Files.size(file()) : 0;
    }

    @Override
    public synchronized void kill() {
        Objects.requireNonNull(process).destroyForcibly().onExit().join();
    }

    @Override
    public synchronized void restart() throws Exception {
        SyslogNg unused = start();
    }

    @Override
    public void close() throws IOException {
        try (port) {
            kill();
        }
    }
}
