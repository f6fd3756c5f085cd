package io.rollcall.sinks;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Delivery.Kind;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.sinks.message.Facility;
import io.rollcall.sinks.message.Framing;
import io.rollcall.sinks.message.MessageOptions;
import io.rollcall.sinks.message.Payload;
import io.rollcall.sinks.message.Severity;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.tcp.TcpOptions;
import io.rollcall.sinks.tcp.TcpSink;
import io.rollcall.sinks.tls.Certificates;
import io.rollcall.sinks.tls.TlsOptions;
import io.rollcall.sinks.tls.TlsSink;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * Measures how fast sinks are beside a plain copy of the same bytes: 200,000 events of 2 KB in batches of 1,000. Prints a line
 * per measurement. The argument is a directory with room for 2 GB.
 */
final class ThroughputProgram {

    private static final int BATCHES = 200;
    private static final int PER_BATCH = 1000;
    private static final int EVENT_BYTES = 2000;
    private static final int ROUNDS = 3;

    private final Path directory;
    private final Batch batch;
    private final long bytes;

    private ThroughputProgram(Path directory) {
        this.directory = directory;
        this.batch = batch();
        this.bytes = (batch.bytes() + PER_BATCH) * BATCHES;
    }

    public static void main(String[] arguments) throws Exception {
        new ThroughputProgram(Files.createTempDirectory(Path.of(arguments[0]), "throughput")).run();
    }

    private void run() throws Exception {
        Path source = directory.resolve("source");
        measure("file, fsync off", () -> file("source", false));
        measure("file, fsync on", () -> file("synced", true));
        measure("cat source > copy", () -> cat(source));
        try (ServerSocket drain = drain(ServerSocketFactory.getDefault())) {
            measure("socket copy", () -> socketCopy(source, drain));
            measure("tcp per-batch json", () -> tcp(drain, Payload.JSON, Delivering.PER_BATCH));
            measure("tcp keep-open json", () -> tcp(drain, Payload.JSON, Delivering.KEEP_OPEN));
            measure("tcp per-batch rfc5424", () -> tcp(drain, Payload.RFC5424, Delivering.PER_BATCH));
        }
        Certificates certificates = new Certificates(directory);
        SSLContext context = certificates.context(certificates.identity("127.0.0.1"));
        try (ServerSocket drain = drain(context.getServerSocketFactory())) {
            measure("tls per-batch json", () -> tls(drain, certificates, Delivering.PER_BATCH));
            measure("tls keep-open json", () -> tls(drain, certificates, Delivering.KEEP_OPEN));
        }
    }

    /** What is measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private void measure(String name, Work work) throws Exception {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        System.out.printf(
                Locale.ROOT,
                "%-24s %7.3f s  %8.1f MB/s  %9.0f events/s%n",
                name,
                best,
                bytes / 1e6 / best,
                BATCHES * PER_BATCH / best);
    }

    private void file(String name, boolean fsync) throws Exception {
        Path path = directory.resolve(name);
        Files.deleteIfExists(path);
        FileOptions options = new FileOptions(path, 4L << 30, Optional.empty(), Optional.empty(), false, fsync);
        try (Sink sink = new FileSink(options, new SystemClock())) {
            writeAll(sink);
        }
    }

    private void cat(Path source) throws Exception {
        Path copy = directory.resolve("copy");
        Files.deleteIfExists(copy);
        int status = new ProcessBuilder("cat", source.toString())
                .redirectOutput(copy.toFile())
                .start()
                .waitFor();
        require(status == 0);
    }

    private static void socketCopy(Path source, ServerSocket drain) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), drain.getLocalPort());
                InputStream in = Files.newInputStream(source)) {
            byte[] room = new byte[64 * 1024];
            OutputStream out = socket.getOutputStream();
            for (int read = in.read(room); read >= 0; read = in.read(room)) {
                out.write(room, 0, read);
            }
            socket.shutdownOutput();
            require(socket.getInputStream().read() < 0);
        }
    }

    private void tcp(ServerSocket drain, Payload payload, Delivering delivering) throws Exception {
        try (Sink sink =
                TcpSink.open(new TcpOptions(stream(drain, payload, delivering)), Resolver.system(), "collector")) {
            writeAll(sink);
        }
    }

    private void tls(ServerSocket drain, Certificates certificates, Delivering delivering) throws Exception {
        TlsOptions options = new TlsOptions(
                stream(drain, Payload.JSON, delivering),
                Optional.of(certificates.authorityFile()),
                Optional.empty(),
                Optional.empty(),
                true);
        try (Sink sink = TlsSink.open(options, Resolver.system(), "collector")) {
            writeAll(sink);
        }
    }

    private static StreamOptions stream(ServerSocket drain, Payload payload, Delivering delivering) {
        return new StreamOptions(
                new HostPort("127.0.0.1", drain.getLocalPort()),
                Framing.NEWLINE,
                new MessageOptions(payload, Facility.LOCAL0, Severity.INFO, Optional.empty(), "rollcall"),
                Optional.empty(),
                delivering,
                Timeouts.standard());
    }

    private void writeAll(Sink sink) throws Exception {
        for (int i = 0; i < BATCHES; i++) {
            require(sink.write(batch).equals(Receipt.accepted()));
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("a measurement failed: what it should have written was not taken");
        }
    }

    /** A server that reads each connection to its end and closes it. */
    private static ServerSocket drain(ServerSocketFactory factory) throws Exception {
        ServerSocket server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(() -> {
            byte[] room = new byte[64 * 1024];
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.setTcpNoDelay(true);
                    InputStream in = socket.getInputStream();
                    int read = 0;
                    while (read >= 0) {
                        read = in.read(room);
                    }
                } catch (java.io.IOException e) {
                    require(server.isClosed());
                }
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
        return server;
    }

    private static Batch batch() {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < PER_BATCH; i++) {
            String start = "{\"n\":" + i + ",\"pad\":\"";
            String json = start + "x".repeat(EVENT_BYTES - start.length() - 2) + "\"}";
            Slice body = Slice.of(json.getBytes(StandardCharsets.UTF_8));
            deliveries.add(new Delivery(
                    Deliveries.STREAM, Kind.EVENT, new EventKey(1, i), Deliveries.TIME, Deliveries.TIME, body));
        }
        return new Batch(deliveries);
    }
}
