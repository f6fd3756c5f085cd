package io.rollcall.verify.conservation;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.verify.balance.Received;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The file sink as receiver, with small files, all of which are read in the end. */
final class FileReceiver implements Receiver {

    private static final String NAME = "events.ndjson";
    private static final long SMALL = 100_000;

    private final Path directory;
    private final FileSink sink;

    FileReceiver(Path directory, Clock clock) throws SinkUnreachable {
        this.directory = directory;
        this.sink = new FileSink(
                new FileOptions(
                        directory.resolve(NAME),
                        SMALL,
                        Optional.of(Duration.ofHours(5)),
                        Optional.empty(),
                        true,
                        false),
                clock);
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        return sink.write(batch);
    }

    @Override
    public void keep(List<Letter> letters) {
        throw new AssertionError("a file refuses nothing, but letters were kept: " + letters);
    }

    @Override
    public Received received() throws IOException {
        Received received = new Received();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(FileReceiver::isData).toList()) {
                read(file, received);
            }
        }
        return received;
    }

    private static boolean isData(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(NAME) && !name.endsWith(".lock");
    }

    private static void read(Path file, Received received) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(received::add);
        }
    }

    @Override
    public long refused() {
        return 0;
    }

    @Override
    public String promise() {
        return sink.promise();
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        return sink.probe();
    }

    @Override
    public void close() {
        sink.close();
    }
}
