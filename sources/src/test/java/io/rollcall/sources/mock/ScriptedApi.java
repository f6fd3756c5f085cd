package io.rollcall.sources.mock;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An HTTP server that plays a script. API requests must come in the order of the script and pass its checks; any other
 * request is answered with 418 and remembered as a mistake. Requests to the token endpoint and to the root are answered apart
 * from the script.
 */
public final class ScriptedApi implements AutoCloseable {

    private final ServerSocket server;
    private final Thread acceptor;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Step> script = new ArrayDeque<>();
    private final List<String> mistakes = Collections.synchronizedList(new ArrayList<>());
    private final List<MockRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<MockRequest> tokenRequests = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<MockRequest, MockResponse> tokenEndpoint;

    private record Step(String description, Predicate<MockRequest> check, MockResponse response) {}

    public ScriptedApi() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        tokenEndpoint = unused -> MockResponse.json(MockTokens.answer("token", 3599));
        acceptor = new Thread(this::accept, "scripted-api");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public String base() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The next API request must have this method and path. */
    public ScriptedApi expect(String method, String path, MockResponse response) {
        return expect(
                method + " " + path,
                request -> request.method().equals(method) && request.path().equals(path),
                response);
    }

    public synchronized ScriptedApi expect(String description, Predicate<MockRequest> check, MockResponse response) {
        script.add(new Step(description, check, response));
        return this;
    }

    /** The next API request may be anything. */
    public ScriptedApi reply(MockResponse response) {
        return expect("anything", unused -> true, response);
    }

    public void tokenEndpoint(Function<MockRequest, MockResponse> endpoint) {
        tokenEndpoint = endpoint;
    }

    /** API requests so far. */
    public List<MockRequest> requests() {
        return List.copyOf(requests);
    }

    public List<MockRequest> tokenRequests() {
        return List.copyOf(tokenRequests);
    }

    /** @throws AssertionError if a request was wrong or the script has not been played to its end */
    public synchronized void verify() {
        List<String> all = new ArrayList<>(mistakes);
        script.forEach(step -> all.add("was not asked for: " + step.description()));
        if (!all.isEmpty()) {
            throw new AssertionError(String.join("\n", all));
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "scripted-api-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            MockRequest request = read(new BufferedInputStream(socket.getInputStream()));
            write(socket, answer(request));
        } catch (IOException clientLeft) {
            mistakes.removeIf(String::isEmpty);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized MockResponse answer(MockRequest request) {
        if (request.path().contains("/oauth2/")) {
            tokenRequests.add(request);
            return tokenEndpoint.apply(request);
        }
        if (request.path().equals("/")) {
            return MockResponse.of(404, "");
        }
        requests.add(request);
        Step step = script.poll();
        if (step == null || !step.check.test(request)) {
            mistakes.add("asked: " + request.method() + " " + request.path() + " " + request.query()
                    + "\nbut the script says: " + (step == null ? "nothing more" : step.description));
            return MockResponse.of(418, "out of script");
        }
        return step.response;
    }

    private static MockRequest read(InputStream in) throws IOException {
        String requestLine = line(in);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return MockRequest.of(requestLine, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the client left");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).trim();
    }

    private void write(Socket socket, MockResponse response) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " Scripted\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(response.body().length).append("\r\nConnection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        int sent = response.sentBytes() < 0 ? response.body().length : response.sentBytes();
        out.write(response.body(), 0, sent);
        out.flush();
        if (response.stalls()) {
            closing.await();
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
    }
}
