package io.rollcall.verify.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.verify.balance.Received;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real OpenSearch node whose data stay when it is killed. Events go into two indices. Used by one thread, but for its port. */
final class OpenSearch implements Receiver {

    private static final List<String> INDICES = List.of("siem", "archive");

    /** The property that names a file with the class path of the tests of sinks; their own classes are beside it. */
    private static final String CLASSES = "verify.opensearch";

    /** Says {@code started} when it answers. */
    private static final String PROGRAM = "io.rollcall.sinks.opensearch.OpenSearchNode";

    private static final int DOCUMENTS_AT_ONCE = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;

    /** Bound and not listened on, so that nobody else is given its port while the node is down. */
    private final Socket port = new Socket();

    private @Nullable Process node;

    OpenSearch(Path directory) throws IOException {
        this.directory = directory;
        port.setReuseAddress(true);
        port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** What is lacking to run it, and how to get it; empty if nothing. */
    static Optional<String> lacking() {
        return Files.exists(classes())
                ? Optional.empty()
                : Optional.of(
                        "there is no OpenSearch: build the module sinks with its tests, for which Maven fetches it");
    }

    private static Path classes() {
        return Path.of(System.getProperty(CLASSES, CLASSES));
    }

    private static String classPath() throws IOException {
        return String.join(
                File.pathSeparator,
                classes().resolveSibling("test-classes").toString(),
                Files.readString(classes()).strip());
    }

    @Override
    public void start() throws IOException, InterruptedException {
        boolean isFirst = node == null;
        Path log = directory.resolve("opensearch.log");
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-cp",
                        classPath(),
                        PROGRAM,
                        directory.resolve("opensearch").toString(),
                        Integer.toString(port()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        node = started;
        if (!"started".equals(started.inputReader().readLine())) {
            throw new IOException("OpenSearch has not started: " + Files.readString(log));
        }
        if (isFirst) {
            for (String index : INDICES) {
                make(index);
            }
        }
    }

    /** Records of many kinds go into one index: it keeps them as they are, and looks into none. */
    private void make(String index) throws IOException, InterruptedException {
        String settings = "{\"number_of_shards\":1,\"number_of_replicas\":0}";
        call("PUT", "/" + index, "{\"settings\":" + settings + ",\"mappings\":{\"dynamic\":false}}");
    }

    @Override
    public void kill() throws InterruptedException {
        Process killed = Objects.requireNonNull(node, "not started");
        killed.destroyForcibly();
        killed.waitFor();
    }

    @Override
    public int port() {
        return port.getLocalPort();
    }

    @Override
    public List<Target> targets(int through) {
        return INDICES.stream().map(index -> target(index, through)).toList();
    }

    private Target target(String index, int through) {
        List<String> options =
                List.of("kind: opensearch", "url: http://127.0.0.1:" + through, "index: " + index, "timeout: 3s");
        return new Target(index, options, true, () -> documents(index));
    }

    /** All documents there are. */
    private Received documents(String index) throws IOException, InterruptedException {
        call("POST", "/" + index + "/_refresh", "");
        Received received = new Received();
        JsonNode answer = call(
                "POST",
                "/" + index + "/_search?scroll=1m&allow_partial_search_results=false",
                "{\"size\":" + DOCUMENTS_AT_ONCE + ",\"track_total_hits\":true,\"sort\":[\"_doc\"]}");
        long matching = answer.at("/hits/total/value").asLong();
        long shown = 0;
        while (shown < matching) {
            JsonNode hits = answer.at("/hits/hits");
            if (hits.isEmpty()) {
                throw new IOException(index + " has " + matching + " documents and shows " + shown);
            }
            hits.forEach(hit -> received.add(hit.path("_source").toString()));
            shown += hits.size();
            answer = call(
                    "POST", "/_search/scroll", "{\"scroll\":\"1m\",\"scroll_id\":" + answer.path("_scroll_id") + "}");
        }
        return received;
    }

    /** Calls the node itself, not through the proxy; the answer must be a success. */
    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return MAPPER.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        try (port) {
            if (node != null) {
                node.destroyForcibly().onExit().join();
            }
        }
    }
}
