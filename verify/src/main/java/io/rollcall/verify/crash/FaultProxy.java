package io.rollcall.verify.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * A TCP proxy on the loopback address that does to its connections what networks do. Bytes it passes on it does not change.
 * Thread-safe.
 */
final class FaultProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 8192;
    private static final int TRICKLE_BYTES = 200;
    private static final int TRICKLE_MILLIS = 20;

    /** What it does to bytes. */
    enum Mode {
        /** Passes them on. */
        PASS,
        /** Takes them and passes nothing on, either way, and closes nothing. */
        BLACK_HOLE,
        /** Passes on what comes from the client, but neither answers nor ends come back. */
        HALF_OPEN,
        /** Passes them on a few at a time. */
        TRICKLE,
        /** Refuses connections, and resets those there are. */
        REFUSE,
        /** Passes on some bytes of each connection, and then resets it. */
        RESET_MIDWAY
    }

    private final ServerSocket server;
    private final IntSupplier target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong delivered = new AtomicLong();
    private volatile Mode mode = Mode.PASS;
    private volatile boolean closed;

    /** @param target port on the loopback address, asked for each connection */
    FaultProxy(IntSupplier target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        daemon(this::accept).start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Bytes that were passed on to the receiver so far. */
    long delivered() {
        return delivered.get();
    }

    void mode(Mode next) {
        mode = next;
        if (next == Mode.REFUSE) {
            open.forEach(FaultProxy::reset);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                daemon(() -> connect(client)).start();
            } catch (IOException e) {
                closed |= server.isClosed();
            }
        }
    }

    private void connect(Socket client) {
        if (mode == Mode.REFUSE) {
            reset(client);
            return;
        }
        try {
            Socket receiver = new Socket();
            receiver.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()), 2000);
            open.add(client);
            open.add(receiver);
            daemon(() -> pump(client, receiver, true)).start();
            pump(receiver, client, false);
        } catch (IOException e) {
            reset(client);
        }
    }

    /** @param isForth whether from the client to the receiver */
    private void pump(Socket from, Socket to, boolean isForth) {
        byte[] chunk = new byte[CHUNK_BYTES];
        int left = 500 + Math.floorMod(from.hashCode(), 20_000);
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (mode == Mode.RESET_MIDWAY && isForth) {
                    left -= read;
                    if (left < 0) {
                        out.write(chunk, 0, read / 2);
                        throw new IOException("reset midway");
                    }
                }
                pass(chunk, read, out, isForth);
            }
            if (passes(isForth)) {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private void pass(byte[] chunk, int length, OutputStream out, boolean isForth) throws IOException {
        if (mode != Mode.TRICKLE) {
            if (passes(isForth)) {
                out.write(chunk, 0, length);
                delivered.addAndGet(isForth ? length : 0);
            }
            return;
        }
        for (int at = 0; at < length; at += TRICKLE_BYTES) {
            out.write(chunk, at, Math.min(TRICKLE_BYTES, length - at));
            pause();
        }
    }

    private boolean passes(boolean isForth) {
        return mode != Mode.BLACK_HOLE && (isForth || mode != Mode.HALF_OPEN);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(TRICKLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** As a firewall that has forgotten the connection. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            assert socket.isClosed() : "it is gone already, which is what was wanted";
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        open.forEach(FaultProxy::reset);
    }
}
