package io.rollcall.bench.sinks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A server that reads requests, counts their bytes and answers each with the same. It can keep what they hold for a while. */
final class HttpCounter implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong bytes = new AtomicLong();
    private final byte[] answer;
    private final List<byte[]> kept = new ArrayList<>();
    private volatile boolean isKeeping;

    HttpCounter(String answer) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] room = new byte[1 << 18];
            InputStream in = exchange.getRequestBody();
            if (isKeeping) {
                keep(in.readAllBytes());
            }
            for (int read = in.read(room); read >= 0; read = in.read(room)) {
                bytes.addAndGet(read);
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized void keep(byte[] body) {
        bytes.addAndGet(body.length);
        kept.add(body);
    }

    /** From now on keeps what requests hold, until it is asked for that. */
    void keep() {
        isKeeping = true;
    }

    /** What requests have held since, each in turn. */
    synchronized List<byte[]> kept() {
        isKeeping = false;
        return List.copyOf(kept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
