package io.rollcall.sinks.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The port through which host names become addresses. */
@FunctionalInterface
public interface Resolver {

    /**
     * All addresses of a host, the preferred one first. Never empty.
     *
     * @throws UnknownHostException if the name has none, or nobody who knows can be asked
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The resolver of the machine. It is asked for each connection; Java keeps an answer for 30 seconds. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
