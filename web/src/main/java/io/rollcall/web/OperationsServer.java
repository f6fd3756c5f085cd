package io.rollcall.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.rollcall.engine.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers {@code /metrics} (Prometheus and OpenMetrics text), {@code /healthz} (200 while the collector lives) and {@code /readyz}
 * (200 if data flows and is current, otherwise 503 and what is in the way). Reads only. Says nothing that is secret, but names
 * of streams: bind it to an address that only those reach who may know them.
 */
public final class OperationsServer implements AutoCloseable {

    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService executor;
    private final Supplier<View> view;
    private final String version;
    private final Clock clock;
    private final ExpositionFormats formats = ExpositionFormats.init();

    /**
     * Opens the server.
     *
     * @param view asked at each request, by any thread
     * @throws IOException if the address cannot be used; the message says which and why
     */
    public OperationsServer(InetSocketAddress address, Supplier<View> view, String version, Clock clock)
            throws IOException {
        this.view = view;
        this.version = version;
        this.clock = clock;
        this.server = bound(address);
        this.executor = Executors.newFixedThreadPool(2, OperationsServer::daemon);
        server.setExecutor(executor);
        server.createContext("/metrics", exchange -> answered(exchange, "/metrics", this::metrics));
        server.createContext("/healthz", exchange -> answered(exchange, "/healthz", this::health));
        server.createContext("/readyz", exchange -> answered(exchange, "/readyz", this::readiness));
        server.start();
    }

    private static HttpServer bound(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("the name " + address.getHostString() + " has no address");
        }
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort()
                            + ": the address is not this machine's, or the port is in use; choose another",
                    e);
        } catch (SocketException e) {
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What answers a request. */
    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private void answered(HttpExchange exchange, String path, Answer answer) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!exchange.getRequestURI().getPath().equals(path)) {
                send(exchange, 404, "text/plain; charset=utf-8", text("There are /metrics, /healthz and /readyz.\n"));
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "text/plain; charset=utf-8", text("Only GET and HEAD.\n"));
            } else {
                answer.give(exchange);
            }
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        ExpositionFormatWriter writer =
                formats.findWriter(exchange.getRequestHeaders().getFirst("Accept"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.write(body, Metrics.of(view.get(), version));
        send(exchange, 200, writer.getContentType(), body.toByteArray());
    }

    private void health(HttpExchange exchange) throws IOException {
        send(exchange, 200, "text/plain; charset=utf-8", text("alive\n"));
    }

    private void readiness(HttpExchange exchange) throws IOException {
        Readiness readiness = Readiness.of(view.get(), clock.now());
        String body = readiness.isReady() ? "ready" : String.join("\n", readiness.obstacles());
        send(exchange, readiness.isReady() ? 200 : 503, "text/plain; charset=utf-8", text(body + "\n"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "operations");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
