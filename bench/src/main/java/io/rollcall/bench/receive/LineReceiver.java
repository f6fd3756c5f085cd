package io.rollcall.bench.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A receiver of JSON lines over TCP on the loopback address, which counts how often each {@code id} came. It closes a
 * connection when the sender has ended it and all of it has been counted. Thread-safe.
 */
public final class LineReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket server;
    private final OutputStream copy;
    private final ExecutorService connections = Executors.newCachedThreadPool(LineReceiver::daemon);
    private final Map<String, Integer> copiesById = new HashMap<>();
    private long withoutId;
    private Optional<IOException> failure = Optional.empty();

    /** @throws IOException if no port can be had */
    public LineReceiver() throws IOException {
        this(OutputStream.nullOutputStream());
    }

    /**
     * @param copy gets every line; remains the caller's
     * @throws IOException if no port can be had
     */
    public LineReceiver(OutputStream copy) throws IOException {
        this.copy = copy;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        connections.execute(this::accept);
    }

    public String host() {
        return server.getInetAddress().getHostAddress();
    }

    public int port() {
        return server.getLocalPort();
    }

    /**
     * How often each id has come so far.
     *
     * @throws IOException if a connection broke off or a line was no JSON, so that the count is not to be trusted
     */
    public synchronized Map<String, Integer> copiesById() throws IOException {
        if (failure.isPresent()) {
            throw new IOException("the receiver on port " + port() + " could not read all it was sent", failure.get());
        }
        return Map.copyOf(copiesById);
    }

    /** Distinct ids so far. */
    public synchronized int events() {
        return copiesById.size();
    }

    /** Lines that carried no id, such as notices. */
    public synchronized long withoutId() {
        return withoutId;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.execute(() -> read(connection));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    fail(e);
                }
            }
        }
    }

    private void read(Socket connection) {
        try (connection;
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8), 1 << 16)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count(line);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private synchronized void count(String line) throws IOException {
        copy.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        JsonNode id = JSON.readTree(line).path("id");
        if (id.isTextual()) {
            copiesById.merge(id.asText(), 1, Integer::sum);
        } else {
            withoutId++;
        }
    }

    private synchronized void fail(IOException e) {
        failure = failure.or(() -> Optional.of(e));
    }

    @Override
    public void close() throws IOException {
        server.close();
        connections.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "receiver");
        thread.setDaemon(true);
        return thread;
    }
}
