package io.rollcall.bench.sinks;

import io.rollcall.bench.receive.ByteReceiver;
import io.rollcall.bench.receive.RsyslogProcess;
import io.rollcall.bench.receive.RsyslogReceiver;
import io.rollcall.bench.receive.ServerCertificate;
import io.rollcall.bench.report.Machine;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.HostPort;
import io.rollcall.options.Secret;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.sinks.gelf.GelfOptions;
import io.rollcall.sinks.gelf.GelfSink;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpSinks;
import io.rollcall.sinks.http.LinesProtocol.Format;
import io.rollcall.sinks.loki.LokiOptions;
import io.rollcall.sinks.loki.LokiSink;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.opensearch.OpenSearchOptions;
import io.rollcall.sinks.opensearch.OpenSearchSink;
import io.rollcall.sinks.otlp.OtlpOptions;
import io.rollcall.sinks.otlp.OtlpSink;
import io.rollcall.sinks.relp.RelpOptions;
import io.rollcall.sinks.relp.RelpSink;
import io.rollcall.sinks.sentinel.AzureIdentity;
import io.rollcall.sinks.sentinel.SentinelOptions;
import io.rollcall.sinks.sentinel.SentinelSink;
import io.rollcall.sinks.splunk.SplunkOptions;
import io.rollcall.sinks.splunk.SplunkSink;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.tcp.TcpOptions;
import io.rollcall.sinks.tcp.TcpSink;
import io.rollcall.sinks.tls.TlsOptions;
import io.rollcall.sinks.tls.TlsSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sinks and plain writers, each pair in turn to a receiver of its own. */
final class Pairs {

    private static final String LOGGER = "logger --tcp --octet-count --size 65536 --server 127.0.0.1 --port ";

    private final Path directory;
    private final Load load;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    Pairs(Path directory, Load load) {
        this.directory = directory;
        this.load = load;
    }

    /** What is measured: all of the load. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** Opens a sink over HTTP. */
    @FunctionalInterface
    private interface Opener {
        Sink at(URI uri) throws Exception;
    }

    SinksResult run(int rounds) throws Exception {
        Machine machine = Machine.here();
        toFile(rounds);
        overTcp(rounds);
        overTls(rounds);
        toRsyslog(rounds);
        overHttp(rounds);
        return new SinksResult(machine, load, pairs, leftOut);
    }

    private void measure(String sink, Work sinkWork, String plain, Work plainWork, int rounds) throws Exception {
        List<Double> sinkSeconds = new ArrayList<>();
        List<Double> plainSeconds = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            sinkSeconds.add(seconds(sinkWork));
            plainSeconds.add(seconds(plainWork));
        }
        pairs.add(new Pair(sink, plain, sinkSeconds, plainSeconds));
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void toFile(int rounds) throws Exception {
        Path file = directory.resolve("sink.ndjson");
        FileOptions options = FileOptions.at(file);
        measure(
                "file (fsync each batch)",
                () -> {
                    Files.deleteIfExists(file);
                    try (Sink sink = new FileSink(options, new SystemClock())) {
                        load.deliver(sink);
                    }
                },
                "cat, sync",
                () -> shell("cat " + load.all() + " > " + directory.resolve("copy") + " && sync "
                        + directory.resolve("copy")),
                rounds);
    }

    private void overTcp(int rounds) throws Exception {
        if (!has("nc")) {
            leftOut.add("tcp and gelf, nc");
            return;
        }
        try (ByteReceiver receiver = new ByteReceiver()) {
            measure(
                    "tcp (receipt each batch)",
                    () -> deliver(tcp(new HostPort(receiver.host(), receiver.port()))),
                    "nc",
                    () -> shell("nc -N " + receiver.host() + " " + receiver.port() + " < " + load.all()),
                    rounds);
            measure(
                    "gelf (receipt each batch)",
                    () -> deliver(gelf(new HostPort(receiver.host(), receiver.port()))),
                    "nc of the lines",
                    () -> shell("nc -N " + receiver.host() + " " + receiver.port() + " < " + load.all()),
                    rounds);
        }
    }

    private void overTls(int rounds) throws Exception {
        if (!has("openssl")) {
            leftOut.add("tls, openssl");
            return;
        }
        ServerCertificate certificate = ServerCertificate.make(Files.createDirectory(directory.resolve("tls")));
        try (ByteReceiver receiver = new ByteReceiver(certificate.context().getServerSocketFactory())) {
            HostPort address = new HostPort(receiver.host(), receiver.port());
            TlsOptions options = new TlsOptions(
                    StreamOptions.to(address),
                    Optional.of(certificate.certificate()),
                    Optional.empty(),
                    Optional.empty(),
                    true);
            measure(
                    "tls (receipt each batch)",
                    () -> deliver(TlsSink.open(options, Resolver.system(), "bench")),
                    "openssl s_client",
                    () -> shell("openssl s_client -quiet -no_ign_eof -connect " + address + " < " + load.all()),
                    rounds);
        }
    }

    private void toRsyslog(int rounds) throws Exception {
        if (!RsyslogReceiver.isInstalled() || !has("logger")) {
            leftOut.add("tcp and relp to rsyslog, logger");
            return;
        }
        Path folder = Files.createDirectory(directory.resolve("rsyslog"));
        try (RsyslogReceiver receiver = RsyslogReceiver.start(folder, new SystemClock())) {
            measure(
                    "tcp to rsyslog's file",
                    () -> deliver(tcp(receiver.address())),
                    "logger to the same",
                    () -> shell(LOGGER + receiver.address().port() + " --file " + load.all()),
                    rounds);
            relp(receiver.address(), rounds);
        }
    }

    private void relp(HostPort logger, int rounds) throws Exception {
        Path folder = Files.createDirectory(directory.resolve("relp"));
        int port = freePort();
        String configuration = String.join(
                "\n",
                "global(maxMessageSize=\"1m\")",
                "main_queue(queue.type=\"Direct\")",
                "module(load=\"imrelp\")",
                "template(name=\"raw\" type=\"string\" string=\"%rawmsg%\\n\")",
                "input(type=\"imrelp\" address=\"127.0.0.1\" port=\"" + port + "\" maxDataSize=\"1m\")",
                "action(type=\"omfile\" file=\"" + folder.resolve("received")
                        + "\" template=\"raw\" queue.type=\"Direct\")",
                "");
        try (RsyslogProcess process = RsyslogProcess.start(folder, port, unused -> configuration, new SystemClock())) {
            HostPort address = new HostPort("127.0.0.1", process.port());
            measure(
                    "relp to rsyslog's file",
                    () -> deliver(RelpSink.open(RelpOptions.to(address), Resolver.system(), "bench")),
                    "logger over tcp",
                    () -> shell(LOGGER + logger.port() + " --file " + load.all()),
                    rounds);
        }
    }

    private void overHttp(int rounds) throws Exception {
        if (!has("curl")) {
            leftOut.add("http, splunk-hec, opensearch, sentinel, otlp and loki, curl");
            return;
        }
        http("http", "{}", Pairs::lines, rounds);
        http("splunk-hec", "{\"code\":0}", Pairs::splunk, rounds);
        http("opensearch", created(load.batch().deliveries().size()), Pairs::openSearch, rounds);
        http("sentinel", "{\"access_token\":\"t\",\"expires_in\":3600}", Pairs::sentinel, rounds);
        http("otlp", "{}", uri -> OtlpSink.open(new OtlpOptions(plain(uri).at("/v1/logs"), Map.of(), "bench")), rounds);
        http(
                "loki",
                "{}",
                uri -> LokiSink.open(new LokiOptions(plain(uri), Map.of(), Map.of(), LokiOptions.Time.EVENT)),
                rounds);
    }

    private void http(String name, String answer, Opener opener, int rounds) throws Exception {
        try (HttpCounter server = new HttpCounter(answer)) {
            String one = " --data-binary @" + load.part() + " " + server.uri();
            String all = "curl -sf -o /dev/null" + one + (" --next -sf -o /dev/null" + one).repeat(load.batches() - 1);
            measure(name, () -> deliver(opener.at(server.uri())), "curl of the lines", () -> shell(all), rounds);
            if (server.bytes() < 2L * rounds * (load.bytes() / 10 * 9)) {
                throw new IOException("not everything has arrived by " + name);
            }
        }
    }

    private static HttpOptions plain(URI uri) {
        return new HttpOptions(uri, Duration.ofSeconds(30), 8L << 20, false, Optional.empty(), Optional.empty());
    }

    private static Sink lines(URI uri) throws Exception {
        return HttpSinks.open(new HttpSinks.LinesOptions(plain(uri), Format.NDJSON, Map.of()));
    }

    private static Sink splunk(URI uri) throws Exception {
        return SplunkSink.open(
                new SplunkOptions(plain(uri), new Secret("token"), Optional.empty(), "_json", false),
                "bench",
                new SystemClock());
    }

    /** What a node says of documents it has all created. */
    private static String created(int documents) {
        return "{\"errors\":false,\"items\":["
                + String.join(",", Collections.nCopies(documents, "{\"create\":{\"status\":201}}")) + "]}";
    }

    private static Sink openSearch(URI uri) throws Exception {
        return OpenSearchSink.open(
                new OpenSearchOptions(plain(uri), "bench", Optional.empty(), OpenSearchOptions.Metadata.NONE));
    }

    /** Tokens come from the same server. */
    private static Sink sentinel(URI uri) throws Exception {
        HttpOptions http =
                new HttpOptions(uri, Duration.ofSeconds(30), 1_000_000, false, Optional.empty(), Optional.empty());
        return SentinelSink.open(
                new SentinelOptions(
                        http,
                        "dcr-00000000000000000000000000000000",
                        "Custom-Rollcall",
                        new AzureIdentity.Managed(Optional.empty(), uri.resolve("/token")),
                        SentinelOptions.Row.WRAPPED,
                        "https://monitor.azure.com"),
                new SystemClock());
    }

    private static Sink gelf(HostPort address) throws Exception {
        return GelfSink.open(
                new GelfOptions(
                        address,
                        Optional.empty(),
                        2L << 20,
                        Delivering.PER_BATCH,
                        Timeouts.standard(),
                        Optional.empty(),
                        true),
                Resolver.system(),
                "bench");
    }

    private static Sink tcp(HostPort address) {
        return TcpSink.open(new TcpOptions(StreamOptions.to(address)), Resolver.system(), "bench");
    }

    private void deliver(Sink sink) throws Exception {
        try (sink) {
            load.deliver(sink);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean has(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", "command -v " + program + " > /dev/null")
                        .start()
                        .waitFor()
                == 0;
    }

    private static void shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("'" + command.substring(0, Math.min(80, command.length())) + "' ended with " + code);
        }
    }
}
