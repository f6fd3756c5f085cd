package io.rollcall.sinks.tls;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.net.Connection;
import io.rollcall.sinks.net.Dialer;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.TcpTable;
import io.rollcall.sinks.net.TlsConnection;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.stream.StreamSink;
import java.io.IOException;
import javax.net.ssl.SSLEngine;

/** Messages over TLS to a receiver whose certificate is for the right name. */
public final class TlsSink {

    private final TlsOptions options;
    private final TlsContexts contexts;
    private final Dialer dialer;
    private final TcpTable table = TcpTable.system();

    private TlsSink(TlsOptions options, Resolver resolver) {
        StreamOptions stream = options.stream();
        this.options = options;
        this.contexts = new TlsContexts(options.peer());
        this.dialer = new Dialer(stream.address(), resolver, stream.timeouts().connect());
    }

    /**
     * Opens the sink. It connects when the first batch is written.
     *
     * @param hostname the name of this machine, for syslog headers
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(TlsOptions options, Resolver resolver, String hostname) throws SinkUnreachable {
        TlsSink tls = new TlsSink(options, resolver);
        String receiver = "tls " + options.stream().address();
        try {
            tls.contexts.engine();
        } catch (IOException e) {
            throw new SinkUnreachable(receiver + ": cannot read the certificates: " + e.getMessage(), e);
        }
        return new StreamSink(options.stream(), receiver, options.promise(), tls::connect, hostname);
    }

    private Connection connect() throws IOException, InterruptedException {
        SSLEngine engine = contexts.engine();
        StreamOptions stream = options.stream();
        return TlsConnection.open(dialer.dial(), engine, stream.timeouts(), table, options.requireCloseNotify());
    }
}
