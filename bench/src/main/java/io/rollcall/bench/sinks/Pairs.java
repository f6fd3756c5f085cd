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
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.sinks.gelf.GelfOptions;
import io.rollcall.sinks.gelf.GelfSink;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpSinks;
import io.rollcall.sinks.http.LinesProtocol.Format;
import io.rollcall.sinks.kafka.KafkaOptions;
import io.rollcall.sinks.kafka.KafkaSink;
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

    /** Room for a batch, so that it is one request where the receiver sets no limit of its own. */
    private static final long REQUEST_BYTES = 1L << 30;

    static final String KAFKA_TOPIC = "rollcall-bench";

    private static final String LOGGER = "logger --tcp --octet-count --size 65536 --server 127.0.0.1 --port ";

    private final Path directory;
    private final Load load;
    private final Optional<HostPort> kafka;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /** @param kafka a broker of Kafka, if there is one */
    Pairs(Path directory, Load load, Optional<HostPort> kafka) {
        this.directory = directory;
        this.load = load;
        this.kafka = kafka;
    }

    /** What is measured: all of the load. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** Opens a sink that keeps its connection for so long. */
    @FunctionalInterface
    private interface Way {
        Sink open(Delivering delivering) throws Exception;
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
        toKafka(rounds);
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
            leftOut.add("nc: tcp and gelf");
            return;
        }
        try (ByteReceiver receiver = new ByteReceiver()) {
            HostPort address = new HostPort(receiver.host(), receiver.port());
            String nc = "nc -N " + receiver.host() + " " + receiver.port();
            inBothWays("tcp", "nc", delivering -> tcp(address, delivering), nc, load.part(), load.all(), rounds);
            byte[] messages = Recorder.record(recorder -> load.deliverOnce(gelf(recorder, Delivering.PER_BATCH)));
            Path part = Files.write(directory.resolve("part.gelf"), messages);
            inBothWays("gelf", "nc", delivering -> gelf(address, delivering), nc, part, load.repeated(part), rounds);
        }
    }

    private void overTls(int rounds) throws Exception {
        if (!has("openssl")) {
            leftOut.add("openssl: tls");
            return;
        }
        ServerCertificate certificate = ServerCertificate.make(Files.createDirectory(directory.resolve("tls")));
        try (ByteReceiver receiver = new ByteReceiver(certificate.context().getServerSocketFactory())) {
            HostPort address = new HostPort(receiver.host(), receiver.port());
            inBothWays(
                    "tls",
                    "openssl s_client",
                    delivering -> tls(address, certificate, delivering),
                    "openssl s_client -quiet -no_ign_eof -connect " + address,
                    load.part(),
                    load.all(),
                    rounds);
        }
    }

    /**
     * Measures a sink with a connection for each batch, whose end is the receipt, and with one for all; the plain writer, too.
     *
     * @param command of the plain writer, which reads from its standard input
     * @param part a file with what the sink writes for a batch
     * @param all one with what it writes for all of them
     */
    private void inBothWays(String name, String plain, Way way, String command, Path part, Path all, int rounds)
            throws Exception {
        String each = command + " < " + part + " || exit 1; ";
        measure(
                name + ", a connection each batch",
                () -> deliver(way.open(Delivering.PER_BATCH)),
                plain + " for each",
                () -> shell(each.repeat(load.batches())),
                rounds);
        measure(
                name + ", one connection",
                () -> deliver(way.open(Delivering.KEEP_OPEN)),
                plain + ", once",
                () -> shell(command + " < " + all),
                rounds);
    }

    private void toRsyslog(int rounds) throws Exception {
        if (!RsyslogReceiver.isInstalled() || !has("logger")) {
            leftOut.add("rsyslog or logger: tcp and relp to rsyslog");
            return;
        }
        Path folder = Files.createDirectory(directory.resolve("rsyslog"));
        try (RsyslogReceiver receiver = RsyslogReceiver.start(folder, new SystemClock())) {
            measure(
                    "tcp to rsyslog's file",
                    () -> deliver(tcp(receiver.address(), Delivering.PER_BATCH)),
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
            leftOut.add("curl: http, splunk-hec, opensearch, sentinel, otlp and loki");
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
            server.keep();
            load.deliverOnce(opener.at(server.uri()));
            String all = curl(name, server.kept(), server.uri());
            measure(name, () -> deliver(opener.at(server.uri())), "curl of the same bodies", () -> shell(all), rounds);
            if (server.bytes() < 2L * rounds * (load.bytes() / 10 * 9)) {
                throw new IOException("not everything has arrived by " + name);
            }
        }
    }

    /** A command that posts what a batch becomes, as often as there are batches, over one connection. */
    private String curl(String name, List<byte[]> bodies, URI uri) throws IOException {
        List<String> posts = new ArrayList<>();
        for (byte[] body : bodies) {
            Path file = directory.resolve(name + "-" + posts.size());
            Files.write(file, body);
            posts.add("-sf -o /dev/null --data-binary @" + file + " " + uri);
        }
        String batch = String.join(" --next ", posts);
        return "curl " + batch + (" --next " + batch).repeat(load.batches() - 1);
    }

    private void toKafka(int rounds) throws Exception {
        if (kafka.isEmpty()) {
            leftOut.add("a broker named by --kafka: kafka");
            return;
        }
        KafkaOptions options = new KafkaOptions(
                List.of(kafka.get()),
                KAFKA_TOPIC,
                Duration.ofSeconds(30),
                1 << 20,
                KafkaOptions.Compression.NONE,
                Optional.empty(),
                Optional.empty());
        PlainProducer plain = new PlainProducer(kafka.get(), KAFKA_TOPIC);
        measure(
                "kafka",
                () -> deliver(KafkaSink.open(options)),
                "its client library",
                () -> plain.deliver(load),
                rounds);
    }

    private static HttpOptions plain(URI uri) {
        return new HttpOptions(uri, Duration.ofSeconds(30), REQUEST_BYTES, false, Optional.empty(), Optional.empty());
    }

    private static Sink lines(URI uri) throws Exception {
        return HttpSinks.open(new HttpSinks.LinesOptions(plain(uri), Format.NDJSON, Map.of(), Fields.NONE));
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

    private static Sink gelf(HostPort address, Delivering delivering) throws Exception {
        return GelfSink.open(
                new GelfOptions(
                        address, Optional.empty(), 2L << 20, delivering, Timeouts.standard(), Optional.empty(), true),
                Resolver.system(),
                "bench");
    }

    private static Sink tcp(HostPort address, Delivering delivering) {
        return TcpSink.open(new TcpOptions(stream(address, delivering)), Resolver.system(), "bench");
    }

    private static Sink tls(HostPort address, ServerCertificate certificate, Delivering delivering) throws Exception {
        TlsOptions options = new TlsOptions(
                stream(address, delivering),
                Optional.of(certificate.certificate()),
                Optional.empty(),
                Optional.empty(),
                true);
        return TlsSink.open(options, Resolver.system(), "bench");
    }

    private static StreamOptions stream(HostPort address, Delivering delivering) {
        StreamOptions usual = StreamOptions.to(address);
        return new StreamOptions(
                usual.address(), usual.framing(), usual.message(), usual.maxBytes(), delivering, usual.timeouts());
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
