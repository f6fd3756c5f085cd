package io.rollcall.sinks.udp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A UDP port of the loopback address kept for a receiver that comes and goes. It is held by a socket connected to itself, which
 * datagrams from elsewhere do not reach: they are refused while there is no receiver. A receiver that asks for this port and
 * allows the address to be reused gets it; the system gives it to nobody who asks for any.
 */
final class HeldDatagramPort implements AutoCloseable {

    private final DatagramSocket holder = reusable(0);

    /** @throws IOException if there is no port left */
    HeldDatagramPort() throws IOException {
        holder.connect(holder.getLocalSocketAddress());
    }

    int number() {
        return holder.getLocalPort();
    }

    /** Another socket on the port, for a receiver. */
    DatagramSocket open() throws IOException {
        return reusable(number());
    }

    private static DatagramSocket reusable(int port) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        holder.close();
    }
}
