package io.rollcall.bench.speed;

import io.rollcall.bench.receive.ByteReceiver;
import io.rollcall.bench.report.Machine;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.SinkFactory;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.tcp.TcpOptions;
import io.rollcall.sinks.tcp.TcpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rounds in which everybody does the same pages, one after the other. */
final class Race {

    private final Path directory;
    private final Pages pages;
    private final PageServer server;
    private final OneSweep sweep;

    /** @param directory for ledgers and delivered files, emptied after each run */
    Race(Path directory, Pages pages, PageServer server, OneSweep sweep) {
        this.directory = directory;
        this.pages = pages;
        this.server = server;
        this.sweep = sweep;
    }

    /** A run of one contestant. */
    private interface Run {
        void now() throws Exception;
    }

    SpeedResult run(int rounds) throws Exception {
        Map<Contestant, Run> runs = new LinkedHashMap<>();
        String urls = "'" + server.base() + "/pages/[0-" + (pages.count() - 1) + "].json'";
        if (Shell.has("curl")) {
            runs.put(Contestant.CURL, () -> Shell.run("curl -sf -o /dev/null " + urls));
        }
        if (Shell.has("curl") && Shell.has("jq")) {
            runs.put(Contestant.JQ, () -> Shell.run("curl -sf " + urls + " | jq -c '.value[]' > /dev/null"));
        }
        runs.put(Contestant.ROLLCALL_TO_FILE, this::toFile);
        runs.put(Contestant.ROLLCALL_TO_TCP, this::toTcp);
        Machine machine = Machine.here();
        Map<Contestant, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Contestant, Run> entry : runs.entrySet()) {
                long start = System.nanoTime();
                entry.getValue().now();
                double took = (System.nanoTime() - start) / 1e9;
                seconds.computeIfAbsent(entry.getKey(), unused -> new ArrayList<>())
                        .add(took);
            }
        }
        return new SpeedResult(machine, server.name(), pages, seconds);
    }

    private void toFile() throws Exception {
        Path output = Files.createDirectory(directory.resolve("out"));
        try {
            FileOptions options = FileOptions.at(output.resolve("events.ndjson"));
            collect(surroundings -> new FileSink(options, surroundings.clock()));
            requireAll(Folders.bytes(output));
        } finally {
            Folders.delete(output);
        }
    }

    private void toTcp() throws Exception {
        try (ByteReceiver receiver = new ByteReceiver()) {
            TcpOptions options = new TcpOptions(StreamOptions.to(new HostPort(receiver.host(), receiver.port())));
            collect(surroundings -> TcpSink.open(options, surroundings.resolver(), surroundings.hostname()));
            requireAll(receiver.bytes());
        }
    }

    private void collect(SinkFactory sinks) throws Exception {
        Path ledger = Files.createDirectory(directory.resolve("ledger"));
        try {
            long events = sweep.run(ledger.resolve("rollcall.db"), sinks);
            if (events != pages.events()) {
                throw new IOException(events + " of " + pages.events() + " events were delivered");
            }
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
