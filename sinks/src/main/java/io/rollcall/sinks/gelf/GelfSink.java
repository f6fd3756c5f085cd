package io.rollcall.sinks.gelf;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.net.Dialer;
import io.rollcall.sinks.net.PlainConnection;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.TcpTable;
import io.rollcall.sinks.net.TlsConnection;
import io.rollcall.sinks.stream.Connector;
import io.rollcall.sinks.stream.StreamSink;
import io.rollcall.sinks.tls.TlsContexts;
import java.io.IOException;
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
                new GelfMessages(options.hostname().orElse(hostname)),
                Optional.of(options.maxBytes()),
                options.delivering(),
                connector(options, resolver, receiver));
    }

    private static Connector connector(GelfOptions options, Resolver resolver, String receiver) throws SinkUnreachable {
        Dialer dialer =
                new Dialer(options.address(), resolver, options.timeouts().connect());
        TcpTable table = TcpTable.system();
        if (options.tls().isEmpty()) {
            return () -> PlainConnection.open(dialer.dial(), options.timeouts(), table);
        }
        TlsContexts contexts = new TlsContexts(options.tls().get());
        try {
            contexts.engine();
        } catch (IOException e) {
            throw new SinkUnreachable(receiver + ": cannot read the certificates: " + e.getMessage(), e);
        }
        return () -> TlsConnection.open(
                dialer.dial(), contexts.engine(), options.timeouts(), table, options.requireCloseNotify());
    }
}
