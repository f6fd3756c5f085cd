package io.rollcall.bench.receive;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** A receiver over TCP or TLS on the loopback address that counts bytes and keeps nothing. Thread-safe. */
public final class ByteReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService connections = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    /** @throws IOException if no port can be had */
    public ByteReceiver() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    /**
     * One over TLS, say.
     *
     * @throws IOException if no port can be had
     */
    public ByteReceiver(ServerSocketFactory sockets) throws IOException {
        this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        connections.execute(this::accept);
    }

    public String host() {
        return server.getInetAddress().getHostAddress();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Bytes read so far. @throws IOException if a connection broke off */
    public long bytes() throws IOException {
        if (failures.get() > 0) {
            throw new IOException(failures + " connections to the receiver broke off");
        }
        return bytes.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.execute(() -> read(connection));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    failures.incrementAndGet();
                }
            }
        }
    }

    private void read(Socket connection) {
        byte[] buffer = new byte[1 << 18];
        try (connection;
                InputStream in = connection.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.addAndGet(read);
            }
        } catch (IOException e) {
            failures.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        connections.shutdownNow();
    }
}
