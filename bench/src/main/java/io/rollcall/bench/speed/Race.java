package io.rollcall.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import io.rollcall.bench.receive.ByteReceiver;
import io.rollcall.bench.receive.RsyslogReceiver;
import io.rollcall.bench.report.Folders;
import io.rollcall.bench.report.Machine;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.SinkFactory;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.tcp.TcpOptions;
import io.rollcall.sinks.tcp.TcpSink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rounds in which everybody does the same pages, one after the other. */
final class Race {

    private final Path directory;
    private final Pages pages;
    private final PageServer server;
    private final OneSweep sweep;
    private final Clock clock = new SystemClock();
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** @param directory for ledgers and delivered files, emptied after each run */
    Race(Path directory, Pages pages, PageServer server, OneSweep sweep) {
        this.directory = directory;
        this.pages = pages;
        this.server = server;
        this.sweep = sweep;
    }

    /** A run of one contestant; what is made ready before and cleared away after is not in its time. */
    private interface Run {
        Timing now() throws Exception;
    }

    SpeedResult run(Set<Contestant> only, int rounds) throws Exception {
        Map<Contestant, Run> runs = runs();
        Set<Contestant> notInstalled = EnumSet.copyOf(only);
        notInstalled.removeAll(runs.keySet());
        runs.keySet().retainAll(only);
        Machine machine = Machine.here();
        Map<Contestant, List<Timing>> timings = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Contestant, Run> entry : runs.entrySet()) {
                timings.computeIfAbsent(entry.getKey(), unused -> new ArrayList<>())
                        .add(entry.getValue().now());
            }
        }
        return new SpeedResult(machine, server.name(), pages, timings, notInstalled);
    }

    /** Those whose programs are installed. */
    private Map<Contestant, Run> runs() throws InterruptedException {
        Map<Contestant, Run> runs = new LinkedHashMap<>();
        String urls = "'" + server.base() + "/pages/[0-" + (pages.count() - 1) + "].json'";
        if (Shell.has("curl")) {
            runs.put(Contestant.CURL, () -> shell("curl -sf -o /dev/null " + urls));
        }
        if (Shell.has("curl") && Shell.has("jq")) {
            runs.put(Contestant.JQ, () -> shell("curl -sf " + urls + " | jq -c '.value[]' > /dev/null"));
        }
        if (Shell.has("curl")) {
            runs.put(Contestant.CURL_TO_DISK, () -> curlToDisk(urls));
        }
        if (RsyslogReceiver.isInstalled()) {
            runs.put(Contestant.LINES_TO_RSYSLOG, this::linesToRsyslog);
        }
        runs.put(Contestant.ROLLCALL_TO_FILE, this::toFile);
        runs.put(Contestant.ROLLCALL_TO_TCP, this::toTcp);
        if (RsyslogReceiver.isInstalled()) {
            runs.put(Contestant.ROLLCALL_TO_RSYSLOG, this::toRsyslog);
        }
        return runs;
    }

    private static Timing shell(String command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        double processorSeconds = Shell.run(command);
        return new Timing((System.nanoTime() - start) / 1e9, processorSeconds);
    }

    /** The pages as they are, each 8 MB of them confirmed by the disk: what durability costs without a collector. */
    private Timing curlToDisk(String urls) throws IOException, InterruptedException {
        Path output = directory.resolve("pages.copy");
        try {
            return shell("curl -sf " + urls + " | dd of=" + output + " bs=8M iflag=fullblock oflag=dsync status=none");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** The records as lines that are ready, over one connection: what rsyslog takes without a collector. */
    private Timing linesToRsyslog() throws Exception {
        Path output = Files.createDirectory(directory.resolve("rsyslog"));
        try (RsyslogReceiver receiver = RsyslogReceiver.start(output, clock)) {
            long all = Files.size(pages.lines());
            long start = System.nanoTime();
            double processorSeconds = Shell.run("cat " + pages.lines() + " > /dev/tcp/127.0.0.1/"
                    + receiver.address().port());
            while (receiver.bytes() < all) {
                clock.sleep(Duration.ofMillis(1));
            }
            return new Timing((System.nanoTime() - start) / 1e9, processorSeconds);
        } finally {
            Folders.delete(output);
        }
    }

    private double processorSeconds() {
        return process.getProcessCpuTime() / 1e9;
    }

    private Timing toFile() throws Exception {
        Path output = Files.createDirectory(directory.resolve("out"));
        try {
            FileOptions options = FileOptions.at(output.resolve("events.ndjson"));
            Timing taken = collect(surroundings -> new FileSink(options, surroundings.clock()));
            requireAll(Folders.bytes(output));
            return taken;
        } finally {
            Folders.delete(output);
        }
    }

    private Timing toTcp() throws Exception {
        try (ByteReceiver receiver = new ByteReceiver()) {
            Timing taken = collect(tcp(new HostPort(receiver.host(), receiver.port())));
            requireAll(receiver.bytes());
            return taken;
        }
    }

    private Timing toRsyslog() throws Exception {
        Path output = Files.createDirectory(directory.resolve("rsyslog"));
        try (RsyslogReceiver receiver = RsyslogReceiver.start(output, clock)) {
            Timing taken = collect(tcp(receiver.address()));
            requireAll(receiver.bytes());
            return taken;
        } finally {
            Folders.delete(output);
        }
    }

    private static SinkFactory tcp(HostPort receiver) {
        TcpOptions options = new TcpOptions(StreamOptions.to(receiver));
        return surroundings -> TcpSink.open(options, surroundings.resolver(), surroundings.hostname());
    }

    private Timing collect(SinkFactory sinks) throws Exception {
        Path ledger = Files.createDirectory(directory.resolve("ledger"));
        try {
            long start = System.nanoTime();
            double before = processorSeconds();
            long events = sweep.run(ledger.resolve("rollcall.db"), sinks);
            Timing taken = new Timing((System.nanoTime() - start) / 1e9, processorSeconds() - before);
            if (events != pages.events()) {
                throw new IOException(events + " of " + pages.events() + " events were delivered");
            }
            return taken;
        } finally {
            Folders.delete(ledger);
        }
    }

    /** The records are nearly all there is to the pages: less than nine tenths of the bytes cannot be all of them. */
    private void requireAll(long bytes) throws IOException {
        if (bytes < pages.bytes() / 10 * 9) {
            throw new IOException("only " + bytes + " of " + pages.bytes() + " bytes have arrived");
        }
    }
}
