package io.rollcall.sinks.http;

import io.rollcall.options.Secret;
import io.rollcall.sinks.tls.TlsFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/** Sends requests to one server, with the headers it wants. Follows no redirects: what comes from elsewhere is no receipt. Thread-safe. */
public final class Courier {

    private final HttpOptions options;
    private final Map<String, Secret> headers;
    private final HttpClient client;

    /** @throws IOException if certificates or keys cannot be read */
    public Courier(HttpOptions options, Map<String, Secret> headers) throws IOException {
        this.options = options;
        this.headers = Map.copyOf(headers);
        this.client = HttpClient.newBuilder()
                .connectTimeout(options.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(TlsFiles.context(options.authorities(), options.identity()))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    public HttpOptions options() {
        return options;
    }

    /** Posts a body to where events go, compressed if the options say so. */
    public Answer post(Bytes body, String contentType) throws IOException, InterruptedException {
        return post(body, contentType, Map.of());
    }

    /** Posts a body with more headers. */
    public Answer post(Bytes body, String contentType, Map<String, Secret> more)
            throws IOException, InterruptedException {
        return post(options.uri(), body, contentType, options.gzip(), more);
    }

    /** Posts a small body to where events go. */
    public Answer post(byte[] body, String contentType) throws IOException, InterruptedException {
        return post(options.uri(), bytes(body), contentType, options.gzip(), Map.of());
    }

    /** Posts a small body to another path of the same server. */
    public Answer post(String path, String body, String contentType) throws IOException, InterruptedException {
        return post(
                options.uri().resolve(path),
                bytes(body.getBytes(StandardCharsets.UTF_8)),
                contentType,
                false,
                Map.of());
    }

    private static Bytes bytes(byte[] small) {
        Bytes bytes = new Bytes(small.length);
        bytes.write(small, 0, small.length);
        return bytes;
    }

    private Answer post(URI uri, Bytes body, String contentType, boolean gzip, Map<String, Secret> more)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(uri).header("Content-Type", contentType);
        more.forEach((name, value) -> request.header(name, value.reveal()));
        if (gzip) {
            request.header("Content-Encoding", "gzip");
        }
        Bytes sent = gzip ? compressed(body) : body;
        return send(request.POST(BodyPublishers.ofByteArray(sent.array(), 0, sent.size())));
    }

    /** Asks another path of the same server by a method of its own. */
    public Answer ask(String method, String path, String body, String contentType, Map<String, Secret> more)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(options.uri().resolve(path)).header("Content-Type", contentType);
        more.forEach((name, value) -> request.header(name, value.reveal()));
        return send(request.method(method, BodyPublishers.ofString(body)));
    }

    /**
     * Posts a small body to another path of the same server, and reads the answer as it comes. It is the caller's to close; reading fails
     * when nothing has come for as long as the options say.
     */
    public Streamed stream(String path, String body, String contentType) throws IOException, InterruptedException {
        HttpRequest request = request(options.uri().resolve(path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<InputStream> response = client.send(request, head -> new ArrivingBody(options.timeout()));
        return new Streamed(response.statusCode(), retryAfter(response), response.body());
    }

    /** An answer whose body is still coming. */
    public record Streamed(int status, Optional<Duration> retryAfter, InputStream body) implements AutoCloseable {

        /** The answer as a whole, of which no more than so many bytes are read. */
        public Answer whole(int maxBytes) throws IOException {
            return new Answer(status, new String(body.readNBytes(maxBytes), StandardCharsets.UTF_8), retryAfter);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** Gets another path of the same server. */
    public Answer get(String path) throws IOException, InterruptedException {
        return get(path, Map.of());
    }

    /** Gets another path of the same server with more headers. */
    public Answer get(String path, Map<String, Secret> more) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(options.uri().resolve(path)).GET();
        more.forEach((name, value) -> request.header(name, value.reveal()));
        return send(request);
    }

    /** Asks for nothing but the headers of where events go. */
    public Answer head() throws IOException, InterruptedException {
        return send(request(options.uri()).method("HEAD", BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(options.timeout());
        headers.forEach((name, value) -> request.header(name, value.reveal()));
        return request;
    }

    /** Sends a request. The client's own time limit ends with the headers of an answer; this one holds for all of it. */
    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> sent = client.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            HttpResponse<String> response = sent.get(2 * options.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body(), retryAfter(response));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw (HttpTimeoutException) new HttpTimeoutException("the answer is not all there").initCause(e);
        } finally {
            sent.cancel(true);
        }
    }

    /** In seconds; receivers of logs write no dates. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private static Bytes compressed(Bytes body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.size() / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body.array(), 0, body.size());
        }
        return bytes(out.toByteArray());
    }
}
