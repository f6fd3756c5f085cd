package io.rollcall.sinks;

import io.rollcall.options.Section;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.sinks.gelf.GelfOptions;
import io.rollcall.sinks.gelf.GelfSink;
import io.rollcall.sinks.http.HttpSinks;
import io.rollcall.sinks.kafka.KafkaOptions;
import io.rollcall.sinks.kafka.KafkaSink;
import io.rollcall.sinks.loki.LokiOptions;
import io.rollcall.sinks.loki.LokiSink;
import io.rollcall.sinks.opensearch.OpenSearchOptions;
import io.rollcall.sinks.opensearch.OpenSearchSink;
import io.rollcall.sinks.otlp.OtlpOptions;
import io.rollcall.sinks.otlp.OtlpSink;
import io.rollcall.sinks.relp.RelpOptions;
import io.rollcall.sinks.relp.RelpSink;
import io.rollcall.sinks.sentinel.SentinelOptions;
import io.rollcall.sinks.sentinel.SentinelSink;
import io.rollcall.sinks.splunk.SplunkOptions;
import io.rollcall.sinks.splunk.SplunkSink;
import io.rollcall.sinks.stdout.StdoutSink;
import io.rollcall.sinks.tcp.TcpOptions;
import io.rollcall.sinks.tcp.TcpSink;
import io.rollcall.sinks.tls.TlsOptions;
import io.rollcall.sinks.tls.TlsSink;
import io.rollcall.sinks.udp.UdpOptions;
import io.rollcall.sinks.udp.UdpSink;
import java.util.List;

/** The catalogue of sinks. */
public final class Sinks {

    private static final List<SinkKind> ALL = List.of(
            new SinkKind(
                    "stdout",
                    "One JSON object per line on standard output, flushed after each batch.",
                    "handed to the operating system",
                    section -> surroundings -> new StdoutSink(surroundings.stdout())),
            new SinkKind(
                    "file",
                    "One JSON object per line in a file that is rotated.",
                    "confirmed by the disk",
                    Sinks::file),
            new SinkKind("tcp", "Messages over TCP, with or without a syslog header.", "read by the peer", Sinks::tcp),
            new SinkKind(
                    "tls",
                    "Messages over TLS, with or without a syslog header.",
                    "read by the peer and confirmed under TLS",
                    Sinks::tls),
            new SinkKind(
                    "relp",
                    "Messages by RELP, under TLS or not, with or without a syslog header.",
                    "answered with 200 for each message",
                    Sinks::relp),
            new SinkKind(
                    "gelf",
                    "GELF messages over TCP, under TLS or not, to Graylog and others.",
                    "read by the peer",
                    Sinks::gelf),
            new SinkKind(
                    "http",
                    "Events posted as lines or as an array of JSON.",
                    "answered with a status of 200 to 299",
                    Sinks::http),
            new SinkKind(
                    "splunk-hec",
                    "Events to a Splunk HTTP Event Collector.",
                    "answered with 200, or acknowledged by indexers",
                    Sinks::splunk),
            new SinkKind(
                    "opensearch",
                    "Events into an index of OpenSearch or Elasticsearch, each under its key.",
                    "created under its key",
                    Sinks::openSearch),
            new SinkKind(
                    "sentinel",
                    "Rows in a table of Microsoft Sentinel, by the Logs Ingestion API of Azure Monitor.",
                    "answered with 204",
                    Sinks::sentinel),
            new SinkKind(
                    "loki",
                    "Entries in Grafana Loki, in a stream for each stream of events.",
                    "taken by ingesters",
                    Sinks::loki),
            new SinkKind(
                    "otlp",
                    "Log records of OpenTelemetry, by OTLP over HTTP.",
                    "answered with 200, and none rejected",
                    Sinks::otlp),
            new SinkKind(
                    "kafka",
                    "Records in a topic of Kafka, each under its event's key.",
                    "acknowledged by all brokers in sync",
                    Sinks::kafka),
            new SinkKind("udp", "A datagram for each event. It may lose events.", "none", Sinks::udp));

    private Sinks() {}

    /** All kinds of sinks. */
    public static List<SinkKind> all() {
        return ALL;
    }

    /** Reads a sink out of its mapping, whose key {@code kind} says which one it is. */
    public static SinkFactory read(Section section) {
        return section.choice(
                "kind",
                "Where events go.",
                ALL.stream().map(SinkKind::alternative).toList());
    }

    private static SinkFactory file(Section section) {
        FileOptions options = FileOptions.read(section);
        return surroundings -> new FileSink(options, surroundings.clock());
    }

    private static SinkFactory tcp(Section section) {
        TcpOptions options = TcpOptions.read(section);
        return surroundings -> TcpSink.open(options, surroundings.resolver(), surroundings.hostname());
    }

    private static SinkFactory tls(Section section) {
        TlsOptions options = TlsOptions.read(section);
        return surroundings -> TlsSink.open(options, surroundings.resolver(), surroundings.hostname());
    }

    private static SinkFactory loki(Section section) {
        LokiOptions options = LokiOptions.read(section);
        return surroundings -> LokiSink.open(options);
    }

    private static SinkFactory otlp(Section section) {
        OtlpOptions options = OtlpOptions.read(section);
        return surroundings -> OtlpSink.open(options);
    }

    private static SinkFactory sentinel(Section section) {
        SentinelOptions options = SentinelOptions.read(section);
        return surroundings -> SentinelSink.open(options, surroundings.clock());
    }

    private static SinkFactory gelf(Section section) {
        GelfOptions options = GelfOptions.read(section);
        return surroundings -> GelfSink.open(options, surroundings.resolver(), surroundings.hostname());
    }

    private static SinkFactory kafka(Section section) {
        KafkaOptions options = KafkaOptions.read(section);
        return surroundings -> KafkaSink.open(options);
    }

    private static SinkFactory relp(Section section) {
        RelpOptions options = RelpOptions.read(section);
        return surroundings -> RelpSink.open(options, surroundings.resolver(), surroundings.hostname());
    }

    private static SinkFactory udp(Section section) {
        UdpOptions options = UdpOptions.read(section);
        return surroundings -> new UdpSink(options, surroundings.resolver(), surroundings.hostname());
    }

    private static SinkFactory http(Section section) {
        HttpSinks.LinesOptions options = HttpSinks.LinesOptions.read(section);
        return surroundings -> HttpSinks.open(options);
    }

    private static SinkFactory splunk(Section section) {
        SplunkOptions options = SplunkOptions.read(section);
        return surroundings -> SplunkSink.open(options, surroundings.hostname(), surroundings.clock());
    }

    private static SinkFactory openSearch(Section section) {
        OpenSearchOptions options = OpenSearchOptions.read(section);
        return surroundings -> OpenSearchSink.open(options);
    }
}
