package io.rollcall.sinks;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address kept for a receiver that comes and goes: bound, but not listened on, so that connecting is
 * refused while there is no receiver. The system gives the port to nobody who asks for any, but a receiver that asks for this
 * one and allows the address to be reused may listen on it.
 */
public final class HeldPort implements AutoCloseable {

    private final Socket holder = new Socket();

    /** @throws IOException if there is no port left */
    public HeldPort() throws IOException {
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public int number() {
        return holder.getLocalPort();
    }

    /**
     * Whether a receiver listens on it, found without connecting: a connection closed at once disturbs some receivers, such as
     * librelp with OpenSSL, which then now and then breaks the handshake of the next.
     */
    public boolean isListenedOn() throws IOException {
        try (Socket another = new Socket()) {
            another.setReuseAddress(true);
            another.bind(holder.getLocalSocketAddress());
            return false;
        } catch (BindException listenedOn) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
