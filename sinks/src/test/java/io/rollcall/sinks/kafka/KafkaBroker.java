package io.rollcall.sinks.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * A program that is a cluster of one broker without ZooKeeper: its arguments are its directory, its port and that of its
 * controller on the loopback address, and, for TLS, files with a certificate and key and with an authority.
 */
final class KafkaBroker {

    private KafkaBroker() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream told = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Path home = Files.createDirectories(Path.of(arguments[0]));
        Properties properties = properties(home, arguments[1], arguments[2]);
        if (arguments.length > 3) {
            speakTls(properties, arguments[3], arguments[4]);
        }
        Path file = home.resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        int status = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "-t", "4L6g3nShT-eMCtK--X86sw", "-c", file.toString()},
                System.out);
        if (status != 0) {
            throw new IllegalStateException("the storage was not formatted: " + status);
        }
        new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM).startup();
        told.println("started");
        new CountDownLatch(1).await();
    }

    private static Properties properties(Path home, String port, String controllerPort) {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty(
                "listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("inter.broker.listener.name", "CLIENTS");
        properties.setProperty("log.dirs", home.resolve("logs").toString());
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("message.max.bytes", "16000000");
        properties.setProperty("broker.session.timeout.ms", "1000");
        properties.setProperty("broker.heartbeat.interval.ms", "100");
        properties.setProperty("controller.quorum.election.timeout.ms", "200");
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "2");
        return properties;
    }

    private static void speakTls(Properties properties, String identity, String authority) {
        properties.setProperty("listener.security.protocol.map", "CLIENTS:SSL,CONTROLLER:PLAINTEXT");
        properties.setProperty("ssl.keystore.type", "PEM");
        properties.setProperty("ssl.keystore.location", identity);
        properties.setProperty("ssl.truststore.type", "PEM");
        properties.setProperty("ssl.truststore.location", authority);
        properties.setProperty("ssl.client.auth", "required");
    }
}
