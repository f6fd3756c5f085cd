package io.rollcall.sinks.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.SinkContract;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A server that takes events over HTTP, strictly: what a request must be, a test says. Its port stays its own while it is down. */
public final class HttpReceiver implements SinkContract.Receiver {

    static {
        // Without it, the server waits 40 ms for the acknowledgement of an answer's headers before it sends the rest.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Makes a sink that delivers to an address. */
    public interface SinkMaker {
        Sink at(URI uri) throws Exception;
    }

    /** Takes apart a request, and answers it. */
    public interface Dialect {
        /** @return the texts it holds, in order; thrown away unless the answer is a success */
        Reply reply(Request request) throws IOException;
    }

    /** A request as it came. */
    public record Request(String method, String path, com.sun.net.httpserver.Headers headers, String body) {}

    /**
     * What is answered.
     *
     * @param taken the texts that are taken with it
     */
    public record Reply(int status, String body, List<String> taken) {}

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final SinkMaker maker;
    private final Dialect dialect;
    private final List<String> received = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final Deque<Reply> prepared = new ArrayDeque<>();
    private boolean isDown;
    private long bytesLeft = Long.MAX_VALUE;

    public HttpReceiver(SinkMaker maker, Dialect dialect) throws IOException {
        this.maker = maker;
        this.dialect = dialect;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers the next request so, whatever it is, and takes nothing of it. */
    public synchronized void next(int status, String body) {
        prepared.add(new Reply(status, body, List.of()));
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = body(exchange);
            Reply reply = reply(exchange, bytes);
            byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
            boolean isBare = exchange.getRequestMethod().equals("HEAD") || reply.status() == 204;
            if (reply.status() == 429) {
                exchange.getResponseHeaders().set("Retry-After", "7");
            }
            exchange.sendResponseHeaders(reply.status(), isBare ? -1 : Math.max(1, answer.length));
            if (!isBare) {
                exchange.getResponseBody().write(answer.length == 0 ? new byte[] {' '} : answer);
            }
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        boolean isGzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        byte[] all = isGzip ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        synchronized (this) {
            bytesLeft -= all.length;
            if (bytesLeft < 0) {
                isDown = true;
            }
            if (isDown) {
                throw new IOException("down");
            }
        }
        return all;
    }

    private synchronized Reply reply(HttpExchange exchange, byte[] bytes) throws IOException {
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(bytes, StandardCharsets.UTF_8));
        requests.add(request);
        Reply reply = prepared.isEmpty() ? dialect.reply(request) : prepared.remove();
        received.addAll(reply.taken());
        return reply;
    }

    @Override
    public Sink sink() throws Exception {
        return maker.at(uri());
    }

    @Override
    public synchronized List<String> received() {
        return List.copyOf(received);
    }

    @Override
    public synchronized void stop() {
        isDown = true;
    }

    @Override
    public synchronized void stopAfter(long bytes) {
        bytesLeft = bytes;
    }

    @Override
    public synchronized void start() {
        isDown = false;
        bytesLeft = Long.MAX_VALUE;
    }

    @Override
    public String name() {
        return uri().getAuthority();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
