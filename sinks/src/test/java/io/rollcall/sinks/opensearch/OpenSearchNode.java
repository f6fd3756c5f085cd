package io.rollcall.sinks.opensearch;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** A program that is an OpenSearch node of one: its arguments are its directory and its port on the loopback address. */
final class OpenSearchNode {

    private OpenSearchNode() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream told = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Path home = Files.createDirectories(Path.of(arguments[0]));
        Settings settings = Settings.builder()
                .put("cluster.name", "siem")
                .put("node.name", "siem")
                .put("path.home", home.toString())
                .put("discovery.type", "single-node")
                .put("http.type", "netty4")
                .put("http.host", "127.0.0.1")
                .put("http.port", arguments[1])
                .put("transport.type", "netty4")
                .put("transport.host", "127.0.0.1")
                .put("transport.port", "0")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        try (Node node = new OnlyNetty(settings)) {
            Node unused = node.start();
            told.println("started");
            new CountDownLatch(1).await();
        }
    }

    /** A node with the plugin it needs to speak at all. */
    private static final class OnlyNetty extends Node {
        OnlyNetty(Settings settings) {
            super(
                    InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "siem"),
                    List.of(Netty4Plugin.class),
                    true);
        }
    }
}
