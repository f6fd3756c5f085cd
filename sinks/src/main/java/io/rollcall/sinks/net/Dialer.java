package io.rollcall.sinks.net;

import io.rollcall.options.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens connections to a receiver: resolves its name anew each time and tries all its addresses in turn. */
public final class Dialer {

    private final HostPort receiver;
    private final Resolver resolver;
    private final Duration timeout;

    /** @param timeout how long to wait for each address */
    public Dialer(HostPort receiver, Resolver resolver, Duration timeout) {
        this.receiver = receiver;
        this.resolver = resolver;
        this.timeout = timeout;
    }

    /**
     * Connects.
     *
     * @throws IOException if no address answers; the message says what each of them did, and what to check
     */
    public Wire dial() throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (InetAddress address : addresses()) {
            try {
                return Wire.connect(new InetSocketAddress(address, receiver.port()), timeout);
            } catch (IOException e) {
                failures.add(address.getHostAddress() + ": " + e.getMessage());
            }
        }
        throw new ConnectException("cannot connect (" + String.join("; ", failures)
                + "). Check that the receiver is running and listens on this port, and that no firewall is in between");
    }

    private List<InetAddress> addresses() throws IOException {
        try {
            return resolver.resolve(receiver.host());
        } catch (UnknownHostException e) {
            throw new IOException(
                    "the name " + receiver.host() + " has no address. Check its spelling, and the DNS of this machine",
                    e);
        }
    }
}
