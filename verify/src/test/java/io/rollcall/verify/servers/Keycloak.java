package io.rollcall.verify.servers;

import io.rollcall.engine.time.SystemClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A real Keycloak with a database in main memory and one realm, in processes of its own. The build unpacks its distribution. */
final class Keycloak implements AutoCloseable {

    static final String REALM = "contoso";
    static final String SECRET = "s3cr3t~value/of+the=client";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI base;

    private Keycloak(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Starts it; returns when the realm answers.
     *
     * @param certificate of the client that proves itself by one, PEM
     */
    static Keycloak start(Path directory, Path certificate) throws Exception {
        Path home = home();
        Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(realms.resolve("realm.json"), realm().replace("CERTIFICATE", derOf(certificate)));
        int port = freePort();
        Path log = directory.resolve("keycloak.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + freePort())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        Keycloak started = new Keycloak(builder.start(), URI.create("http://127.0.0.1:" + port));
        boolean answers = false;
        try {
            started.awaitRealm(log);
            answers = true;
            return started;
        } finally {
            if (!answers) {
                started.close();
            }
        }
    }

    private static Path home() throws IOException {
        try (var found = Files.list(Path.of("target", "keycloak"))) {
            return found.filter(Files::isDirectory).findFirst().orElseThrow().toAbsolutePath();
        } catch (IOException e) {
            throw new IOException("Keycloak is not unpacked: run the slow tests with -Pslow or -Dgroups=server", e);
        }
    }

    private static String realm() throws IOException {
        try (InputStream in = Keycloak.class.getResourceAsStream("/keycloak/realm.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String derOf(Path pem) throws IOException {
        return Files.readString(pem).replaceAll("-----[^-]*-----|\\s", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitRealm(Path log) throws Exception {
        SystemClock clock = new SystemClock();
        Instant latest = clock.steady().plus(PATIENCE);
        while (!answers()) {
            if (!process.isAlive() || clock.steady().isAfter(latest)) {
                throw new IOException("Keycloak does not answer: " + Files.readString(log));
            }
            clock.sleep(Duration.ofMillis(200));
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve("/realms/" + REALM)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    URI base() {
        return base;
    }

    /** Sends a form to an endpoint of the realm's OpenID Connect, and returns the answer. */
    HttpResponse<byte[]> post(String endpoint, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        base.resolve("/realms/" + REALM + "/protocol/openid-connect/" + endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
