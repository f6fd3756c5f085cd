package io.rollcall.verify.crash;

import io.rollcall.sinks.opensearch.OpenSearchCluster;
import io.rollcall.verify.balance.Received;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real OpenSearch node whose data stay when it is killed. Events go into two indices. Used by one thread. */
final class OpenSearch implements Receiver {

    private static final List<String> INDICES = List.of("siem", "archive");

    /** The property that names a file with the class path of the tests of sinks; their own classes are beside it. */
    private static final String CLASSES = "verify.opensearch";

    private final Path directory;
    private @Nullable OpenSearchCluster node;

    OpenSearch(Path directory) {
        this.directory = directory;
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
                classes().resolveSibling("classes").toString(),
                Files.readString(classes()).strip());
    }

    @Override
    public void start() throws IOException, InterruptedException {
        if (node != null) {
            node.start();
            return;
        }
        OpenSearchCluster started = new OpenSearchCluster(directory.resolve("opensearch"), classPath());
        node = started;
        for (String index : INDICES) {
            make(started, index);
        }
    }

    /** Records of many kinds go into one index: it keeps them as they are, and looks into none. */
    private static void make(OpenSearchCluster node, String index) throws IOException, InterruptedException {
        String settings = "{\"number_of_shards\":1,\"number_of_replicas\":0}";
        node.call("PUT", "/" + index, "{\"settings\":" + settings + ",\"mappings\":{\"dynamic\":false}}");
    }

    private OpenSearchCluster node() {
        if (node == null) {
            throw new IllegalStateException("not started");
        }
        return node;
    }

    @Override
    public void kill() throws InterruptedException {
        node().kill();
    }

    @Override
    public int port() {
        return node().uri().getPort();
    }

    @Override
    public List<Target> targets(int through) {
        return INDICES.stream().map(index -> target(index, through)).toList();
    }

    private Target target(String index, int through) {
        List<String> options =
                List.of("kind: opensearch", "url: http://127.0.0.1:" + through, "index: " + index, "timeout: 3s");
        return new Target(index, options, true, () -> {
            Received received = new Received();
            node().documents(index).forEach(received::add);
            return received;
        });
    }

    @Override
    public void close() throws IOException {
        if (node != null) {
            node.close();
        }
    }
}
