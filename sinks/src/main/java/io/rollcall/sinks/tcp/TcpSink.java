package io.rollcall.sinks.tcp;

import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.net.Dialer;
import io.rollcall.sinks.net.PlainConnection;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.TcpTable;
import io.rollcall.sinks.stream.StreamOptions;
import io.rollcall.sinks.stream.StreamSink;

/** Messages over TCP, for anybody on the way to read. */
public final class TcpSink {

    private TcpSink() {}

    /**
     * Opens the sink. It connects when the first batch is written.
     *
     * @param hostname the name of this machine, for syslog headers
     */
    public static Sink open(TcpOptions options, Resolver resolver, String hostname) {
        StreamOptions stream = options.stream();
        Dialer dialer = new Dialer(stream.address(), resolver, stream.timeouts().connect());
        TcpTable table = TcpTable.system();
        return new StreamSink(
                stream,
                "tcp " + stream.address(),
                options.promise(),
                () -> PlainConnection.open(dialer.dial(), stream.timeouts(), table),
                hostname);
    }
}
