package io.rollcall.sinks.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.Child;
import io.rollcall.sinks.HeldPort;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.opensearch.OpenSearchOptions.Metadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real OpenSearch node in a process of its own, on a port that stays its own while it is down. */
final class OpenSearchCluster implements AutoCloseable {

    private static final int MOST_HITS = 100_000;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path directory;
    private final HeldPort port = new HeldPort();
    private @Nullable Child node;
    private int names;

    OpenSearchCluster(Path directory) throws Exception {
        this.directory = directory;
        start();
    }

    /** Starts it if it is down; returns when it answers. */
    synchronized void start() throws IOException {
        if (node == null) {
            Child started = Child.of(OpenSearchNode.class, directory.toString(), Integer.toString(port.number()));
            node = started;
            if (!"started".equals(started.line())) {
                throw new IOException("the node has not started: " + started.output());
            }
        }
    }

    synchronized void kill() throws InterruptedException {
        Child killed = node;
        node = null;
        Objects.requireNonNull(killed).kill();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port.number());
    }

    /** A sink that delivers to it in small requests. */
    Sink sink(String index, Metadata metadata) throws Exception {
        HttpOptions http =
                new HttpOptions(uri(), Duration.ofSeconds(20), 64 * 1024, true, Optional.empty(), Optional.empty());
        return OpenSearchSink.open(new OpenSearchOptions(http, index, Optional.empty(), metadata));
    }

    /** A new index without documents whose mapping has these properties. */
    String index(String properties) throws Exception {
        String name = "signins-" + names++;
        call("PUT", "/" + name, "{\"settings\":" + settings() + ",\"mappings\":{\"properties\":{" + properties + "}}}");
        return name;
    }

    /** A name whose first document makes it a data stream. */
    String dataStream() throws Exception {
        String name = "audit-" + names++;
        call(
                "PUT",
                "/_index_template/" + name,
                "{\"index_patterns\":[\"" + name + "\"],\"data_stream\":{},\"template\":{\"settings\":" + settings()
                        + "}}");
        return name;
    }

    private static String settings() {
        return "{\"number_of_shards\":1,\"number_of_replicas\":0,\"max_result_window\":" + MOST_HITS + "}";
    }

    /** How many documents have been taken so far. */
    long indexed(String index) throws Exception {
        return new JsonMapper()
                .readTree(call("GET", "/" + index + "/_stats/indexing?ignore_unavailable=true", ""))
                .at("/_all/primaries/indexing/index_total")
                .asLong();
    }

    /** The documents as they were sent, in the order in which they were taken. */
    List<String> documents(String index) throws Exception {
        String question = "{\"size\":" + MOST_HITS + ",\"sort\":[\"_seq_no\"]}";
        call("POST", "/" + index + "/_refresh?ignore_unavailable=true", "");
        return sources(call("POST", "/" + index + "/_search?ignore_unavailable=true", question));
    }

    /** What stands under {@code _source} in an answer, byte for byte. */
    private static List<String> sources(String answer) throws IOException {
        List<String> sources = new ArrayList<>();
        try (JsonParser parser = JsonFactory.builder().build().createParser(answer.toCharArray())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("_source")) {
                    JsonToken unused = parser.nextToken();
                    int from = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    sources.add(answer.substring(
                            from, (int) parser.currentLocation().getCharOffset()));
                }
            }
        }
        return sources;
    }

    /** Calls the interface; the answer must be a success. */
    String call(String method, String path, String body) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(uri().resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        try (port) {
            if (node != null) {
                node.close();
            }
        }
    }
}
