package io.rollcall.sinks.stream;

import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.HeldPort;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.message.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** A receiver of messages over TCP or TLS that reads each connection to its end and then closes it. */
public final class StreamReceiver implements SinkContract.Receiver {

    /** Opens a sink that delivers to a port of this machine. */
    @FunctionalInterface
    public interface Opener {
        Sink open(int port) throws Exception;
    }

    private final ServerSocketFactory sockets;
    private final Framing framing;
    private final char messageEnd;
    private final Opener opener;
    private final List<ByteArrayOutputStream> streams = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final HeldPort port = new HeldPort();
    private ServerSocket listening;
    private Thread acceptor = new Thread();

    public StreamReceiver(ServerSocketFactory sockets, Framing framing, Opener opener) throws IOException {
        this(sockets, framing, '\n', opener);
    }

    /** One whose messages end with another character. */
    public StreamReceiver(ServerSocketFactory sockets, char end, Opener opener) throws IOException {
        this(sockets, Framing.NEWLINE, end, opener);
    }

    private StreamReceiver(ServerSocketFactory sockets, Framing framing, char end, Opener opener) throws IOException {
        this.sockets = sockets;
        this.framing = framing;
        this.messageEnd = end;
        this.opener = opener;
        this.listening = listen();
    }

    private ServerSocket listen() throws IOException {
        ServerSocket server = sockets.createServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()));
        acceptor = new Thread(() -> acceptAll(server));
        acceptor.start();
        return server;
    }

    private void acceptAll(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                new Thread(() -> readToEnd(socket)).start();
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void readToEnd(Socket socket) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        streams.add(bytes);
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] room = new byte[16 * 1024];
            for (int read = in.read(room); read >= 0; read = in.read(room)) {
                synchronized (bytes) {
                    bytes.write(room, 0, (int) Math.min(read, Math.max(0, left.get())));
                }
                if (left.addAndGet(-read) < 0) {
                    stop();
                }
            }
        } catch (IOException e) {
            // The client or this receiver broke the connection off; what counts is in the bytes.
        } finally {
            open.remove(socket);
        }
    }

    public int port() {
        return port.number();
    }

    /** Everything that arrived, per connection. */
    public List<byte[]> streams() {
        synchronized (streams) {
            return streams.stream()
                    .map(bytes -> {
                        synchronized (bytes) {
                            return bytes.toByteArray();
                        }
                    })
                    .toList();
        }
    }

    @Override
    public List<String> received() {
        return streams().stream().flatMap(bytes -> messages(bytes).stream()).toList();
    }

    private List<String> messages(byte[] bytes) {
        List<String> messages = new ArrayList<>();
        int start = 0;
        for (int end = nextEnd(bytes, start); end >= 0; end = nextEnd(bytes, start)) {
            int head = framing == Framing.NEWLINE ? start : indexOf(bytes, ' ', start) + 1;
            messages.add(new String(bytes, head, end - head, StandardCharsets.UTF_8));
            start = framing == Framing.NEWLINE ? end + 1 : end;
        }
        return messages;
    }

    private int nextEnd(byte[] bytes, int start) {
        if (framing == Framing.NEWLINE) {
            return indexOf(bytes, messageEnd, start);
        }
        int space = indexOf(bytes, ' ', start);
        if (space < 0) {
            return -1;
        }
        int end = space + 1 + Integer.parseInt(new String(bytes, start, space - start, StandardCharsets.US_ASCII));
        return end <= bytes.length ? end : -1;
    }

    private static int indexOf(byte[] bytes, int wanted, int start) {
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Sink sink() throws Exception {
        return opener.open(port());
    }

    /** Stops listening, which is over only when the thread that accepts has left the system, and resets what is open. */
    @Override
    public synchronized void stop() throws IOException {
        listening.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        for (Socket socket : open) {
            reset(socket);
        }
    }

    private static void reset(Socket socket) throws IOException {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            return;
        }
        socket.close();
    }

    @Override
    public void stopAfter(long bytes) {
        left.set(bytes);
    }

    @Override
    public synchronized void start() throws IOException {
        left.set(Long.MAX_VALUE);
        listening = listen();
    }

    @Override
    public String name() {
        return "127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        try (port) {
            stop();
        }
    }
}
