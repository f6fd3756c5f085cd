package io.rollcall.sinks.net;

import io.rollcall.options.Durations;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * A TCP connection on which no call waits longer than it was told to, and every wait ends when the thread is interrupted. For
 * one thread at a time.
 */
public final class Wire implements Closeable {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private Wire(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    /** Connects to one address. */
    static Wire connect(InetSocketAddress address, Duration timeout) throws IOException, InterruptedException {
        SocketChannel channel = open(address.getAddress());
        try {
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Wire wire = new Wire(channel, Selector.open());
            wire.finishConnecting(address, timeout);
            return wire;
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }

    /** A channel of the address's own family, so that the kernel lists it under that. */
    private static SocketChannel open(InetAddress address) throws IOException {
        try {
            return SocketChannel.open(
                    address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this machine has no network of the address's family", e);
        }
    }

    private void finishConnecting(InetSocketAddress address, Duration timeout)
            throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(timeout, "no answer within " + Durations.format(timeout));
        try {
            boolean isConnected = channel.connect(address);
            while (!isConnected) {
                await(SelectionKey.OP_CONNECT, deadline);
                isConnected = channel.finishConnect();
            }
        } catch (IOException | InterruptedException e) {
            selector.close();
            throw e;
        }
    }

    InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    InetSocketAddress remoteAddress() throws IOException {
        return (InetSocketAddress) channel.getRemoteAddress();
    }

    /**
     * Writes all remaining bytes.
     *
     * @param patience how long the peer may take in nothing
     */
    void write(ByteBuffer bytes, Duration patience) throws IOException, InterruptedException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(
                        SelectionKey.OP_WRITE,
                        Deadline.in(patience, "the peer has read nothing for " + Durations.format(patience)));
            }
        }
        stopIfInterrupted();
    }

    /** Reads at least one byte; -1 if the peer has closed its side. */
    int read(ByteBuffer target, Deadline deadline) throws IOException, InterruptedException {
        while (true) {
            int read = channel.read(target);
            if (read != 0) {
                return read;
            }
            await(SelectionKey.OP_READ, deadline);
        }
    }

    /**
     * Has the system acknowledge what the peer sends without waiting for something to send along with it. A peer that sends small
     * answers (RFC 896) holds the next ones back until then, which took 40 ms for each wait. The system forgets it after a while.
     */
    void acknowledgeAtOnce() throws IOException {
        if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    /** Reads what is there without waiting; 0 if nothing is, -1 if the peer has closed its side. */
    int readAvailable(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    /** Closes our side; the peer reads to the end of what was written and then sees it. */
    void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Lets some time pass. */
    void pause(Duration duration) throws IOException, InterruptedException {
        key.interestOps(0);
        selector.select(Math.max(1, duration.toMillis()));
        stopIfInterrupted();
    }

    private void await(int operation, Deadline deadline) throws IOException, InterruptedException {
        key.interestOps(operation);
        do {
            long left = deadline.millisLeft();
            selector.select(left);
            stopIfInterrupted();
        } while (selector.selectedKeys().isEmpty());
        selector.selectedKeys().clear();
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while talking to a receiver");
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
