package io.rollcall.sinks.tls;

import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.net.Dialer;
import io.rollcall.sinks.net.PlainConnection;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.TcpTable;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.net.TlsConnection;
import io.rollcall.sinks.stream.Connector;
import java.io.IOException;
import java.util.Optional;

/** What makes connections to a receiver, under TLS or not. */
public final class Connectors {

    private Connectors() {}

    /**
     * Connections to an address, or under TLS to the peer that is given.
     *
     * @param peer empty for no TLS
     * @param requireCloseNotify whether under TLS the receiver has to end it for a connection to count as ended in order
     * @param receiver its name for people
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Connector to(
            HostPort address,
            Optional<TlsPeer> peer,
            Resolver resolver,
            Timeouts timeouts,
            boolean requireCloseNotify,
            String receiver)
            throws SinkUnreachable {
        if (peer.isPresent()) {
            return to(peer.get(), resolver, timeouts, requireCloseNotify, receiver);
        }
        Dialer dialer = new Dialer(address, resolver, timeouts.connect());
        TcpTable table = TcpTable.system();
        return () -> PlainConnection.open(dialer.dial(), timeouts, table);
    }

    /**
     * Connections to a receiver whose certificate is for the right name.
     *
     * @param requireCloseNotify whether the receiver has to end TLS for a connection to count as ended in order
     * @param receiver its name for people
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    static Connector to(TlsPeer peer, Resolver resolver, Timeouts timeouts, boolean requireCloseNotify, String receiver)
            throws SinkUnreachable {
        Dialer dialer = new Dialer(peer.address(), resolver, timeouts.connect());
        TcpTable table = TcpTable.system();
        TlsContexts contexts = new TlsContexts(peer);
        try {
            contexts.engine();
        } catch (IOException e) {
            throw new SinkUnreachable(receiver + ": cannot read the certificates: " + e.getMessage(), e);
        }
        return () -> TlsConnection.open(dialer.dial(), contexts.engine(), timeouts, table, requireCloseNotify);
    }
}
