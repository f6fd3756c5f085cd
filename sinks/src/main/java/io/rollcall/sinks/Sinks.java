package io.rollcall.sinks;

import io.rollcall.options.Section;
import io.rollcall.options.Section.Alternative;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
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

    private static final List<Alternative<SinkFactory>> ALL = List.of(
            new Alternative<>(
                    "stdout",
                    "One JSON object per line on standard output, flushed after each batch.",
                    section -> surroundings -> new StdoutSink(surroundings.stdout())),
            new Alternative<>("file", "One JSON object per line in a file that is rotated.", Sinks::file),
            new Alternative<>("tcp", "Messages over TCP, with or without a syslog header.", Sinks::tcp),
            new Alternative<>("tls", "Messages over TLS, with or without a syslog header.", Sinks::tls),
            new Alternative<>("udp", "A datagram for each event. It may lose events.", Sinks::udp));

    private Sinks() {}

    /** All kinds of sinks: name, what it is, and the reader of its options. */
    public static List<Alternative<SinkFactory>> all() {
        return ALL;
    }

    /** Reads a sink out of its mapping, whose key {@code kind} says which one it is. */
    public static SinkFactory read(Section section) {
        return section.choice("kind", "Where events go.", ALL);
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

    private static SinkFactory udp(Section section) {
        UdpOptions options = UdpOptions.read(section);
        return surroundings -> new UdpSink(options, surroundings.resolver(), surroundings.hostname());
    }
}
