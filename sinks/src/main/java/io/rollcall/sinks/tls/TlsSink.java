package io.rollcall.sinks.tls;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.stream.Connector;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.stream.StreamSink;

/** Messages over TLS to a receiver whose certificate is for the right name. */
public final class TlsSink {

    private TlsSink() {}

    /**
     * Opens the sink. It connects when the first batch is written.
     *
     * @param hostname the name of this machine, for syslog headers
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(TlsOptions options, Resolver resolver, String hostname) throws SinkUnreachable {
        StreamOptions stream = options.stream();
        String receiver = "tls " + stream.address();
        Connector connector =
                Connectors.to(options.peer(), resolver, stream.timeouts(), options.requireCloseNotify(), receiver);
        return new StreamSink(stream, receiver, options.promise(), connector, hostname);
    }
}
