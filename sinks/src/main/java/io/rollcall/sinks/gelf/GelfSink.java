package io.rollcall.sinks.gelf;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.stream.StreamSink;
import io.rollcall.sinks.tls.Connectors;
import java.util.Optional;

/** GELF messages over TCP or TLS. */
public final class GelfSink {

    private GelfSink() {}

    /**
     * Opens the sink. It connects when the first batch is written.
     *
     * @param hostname the name of this machine
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(GelfOptions options, Resolver resolver, String hostname) throws SinkUnreachable {
        String receiver = "gelf " + options.address();
        return new StreamSink(
                receiver,
                options.promise(),
                new GelfMessages(options.hostname().orElse(hostname), options.fields()),
                Optional.of(options.maxBytes()),
                options.delivering(),
                Connectors.to(
                        options.address(),
                        options.tls(),
                        resolver,
                        options.timeouts(),
                        options.requireCloseNotify(),
                        receiver));
    }
}
