package io.rollcall.verify.crash;

import io.rollcall.bench.receive.RsyslogProcess;
import io.rollcall.bench.receive.ServerCertificate;
import io.rollcall.engine.time.Clock;
import io.rollcall.verify.balance.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real rsyslogd that speaks TLS. Its queues are direct: it ends its side of a connection only when all it has read is in its
 * file. Each start writes into a new file, since a killed one leaves half a line behind to which the next would glue its first.
 * One thread starts and kills it; others may look at what it has received.
 */
final class Rsyslog implements Receiver {

    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/rsyslog"),
            Path.of("/usr/lib/aarch64-linux-gnu/rsyslog"),
            Path.of("/usr/lib/rsyslog"),
            Path.of("/usr/lib64/rsyslog"));
    private static final String DRIVER = "lmnsd_ossl.so";

    private final Path directory;
    private final ServerCertificate certificate;
    private final Clock clock;
    private final AtomicInteger starts = new AtomicInteger();
    private final List<Mark> marks = new CopyOnWriteArrayList<>();
    private volatile int port;
    private @Nullable RsyslogProcess process;

    /** A place in the file of a start. */
    private record Mark(int start, long position) {}

    Rsyslog(Path directory, ServerCertificate certificate, Clock clock) {
        this.directory = directory;
        this.certificate = certificate;
        this.clock = clock;
    }

    /** What this machine lacks to run it, and how to get it; empty if nothing. */
    static Optional<String> lacking() {
        if (RsyslogProcess.program().isEmpty()) {
            return Optional.of("rsyslogd is not installed: apt-get install rsyslog rsyslog-openssl");
        }
        if (MODULES.stream().noneMatch(place -> Files.exists(place.resolve(DRIVER)))) {
            return Optional.of("rsyslog cannot speak TLS with OpenSSL here: apt-get install rsyslog-openssl");
        }
        return Optional.empty();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        int start = starts.incrementAndGet();
        RsyslogProcess started = RsyslogProcess.start(directory, port, listen -> configuration(start, listen), clock);
        process = started;
        port = started.port();
    }

    private String configuration(int start, String listen) {
        return String.join(
                "\n",
                "global(maxMessageSize=\"1m\" defaultNetstreamDriver=\"ossl\"",
                "  defaultNetstreamDriverCAFile=\"" + certificate.certificate() + "\"",
                "  defaultNetstreamDriverCertFile=\"" + certificate.certificate() + "\"",
                "  defaultNetstreamDriverKeyFile=\"" + certificate.key() + "\")",
                "main_queue(queue.type=\"Direct\")",
                "module(load=\"imtcp\" streamDriver.name=\"ossl\" streamDriver.mode=\"1\" streamDriver.authMode=\"anon\")",
                "template(name=\"raw\" type=\"string\" string=\"%rawmsg%\\n\")",
                "ruleset(name=\"rollcall\") {",
                "  action(type=\"omfile\" file=\"" + received(start) + "\" template=\"raw\" queue.type=\"Direct\")",
                "}",
                "input(type=\"imtcp\" " + listen + " ruleset=\"rollcall\")",
                "");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Target> targets(int through) {
        Target siem = target(through, "connect_timeout: 3s", "write_timeout: 3s", "receipt_timeout: 3s");
        return List.of(siem, Target.file("archive", directory.resolve("archive.ndjson")));
    }

    /** The sink that delivers to it through a port. */
    Target target(int through, String... more) {
        List<String> options = new ArrayList<>(
                List.of("kind: tls", "address: 127.0.0.1:" + through, "ca_file: " + certificate.certificate()));
        options.addAll(List.of(more));
        return new Target("siem", options, false, this::received);
    }

    @Override
    public void kill() {
        Objects.requireNonNull(process, "not started").close();
    }

    /** Bytes in all its files. */
    long receivedBytes() throws IOException {
        long bytes = 0;
        for (int start = 1; start <= starts.get(); start++) {
            Path file = received(start);
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    /** Notes that what comes from now on comes from another collector. */
    void mark() throws IOException {
        int start = starts.get();
        Path file = received(start);
        marks.add(new Mark(start, Files.exists(file) ? Files.size(file) : 0));
    }

    /** All that it has received. */
    Received received() throws IOException {
        Received received = new Received();
        read((start, position, line) -> received.add(line));
        return received;
    }

    /** What it has received between two kills, of itself or of a collector, in turn. */
    List<Received> receivedBetweenKills() throws IOException {
        Map<Mark, Received> parts = new LinkedHashMap<>();
        read((start, position, line) -> {
            Mark part = marks.stream()
                    .filter(mark -> mark.start() == start && mark.position() <= position)
                    .reduce((earlier, later) -> later)
                    .orElse(new Mark(start, 0));
            parts.computeIfAbsent(part, unused -> new Received()).add(line);
        });
        return List.copyOf(parts.values());
    }

    private interface Reader {
        void line(int start, long position, String line);
    }

    private void read(Reader reader) throws IOException {
        for (int start = 1; start <= starts.get(); start++) {
            byte[] bytes = Files.exists(received(start)) ? Files.readAllBytes(received(start)) : new byte[0];
            int from = 0;
            while (from < bytes.length) {
                int to = from;
                while (to < bytes.length && bytes[to] != '\n') {
                    to++;
                }
                reader.line(start, from, new String(bytes, from, to - from, StandardCharsets.UTF_8));
                from = to + 1;
            }
        }
    }

    private Path received(int start) {
        return directory.resolve("received-" + start + ".ndjson");
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
