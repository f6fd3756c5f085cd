package io.rollcall.verify.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.verify.crash.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that watches a real collector, with the alerts that the documentation recommends. */
@Tag("slow")
@Tag("server")
@Timeout(180)
final class PrometheusTest {

    private static final Path DOCUMENTATION = Path.of("..", "docs", "operations.md");
    private static final Pattern ALERTS = Pattern.compile("```yaml\n(- alert:.*?)```", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SystemClock clock = new SystemClock();

    @Test
    void itTakesWhatACollectorShowsAndUnderstandsTheAlerts() throws Exception {
        Assumptions.assumeTrue(isInstalled("prometheus") && isInstalled("promtool"), "prometheus is not installed");
        int collectorPort = freePort();
        try (Workplace place = new Workplace(
                directory,
                "rollcall.db",
                200,
                Duration.ofSeconds(60),
                "sinks:",
                "  one: {kind: file, path: events.ndjson, fsync: false}",
                "  two: {kind: file, path: others.ndjson, fsync: false}",
                "operations: 127.0.0.1:" + collectorPort)) {
            Process collector = place.program().start(place.file("run.log"), "run", "--config", "rollcall.yaml");
            Process prometheus = null;
            try {
                await("everything is there", () -> place.balance().missing().isEmpty());
                assertPromtoolAccepts(get(URI.create("http://127.0.0.1:" + collectorPort + "/metrics")));

                int port = freePort();
                prometheus = prometheus(port, collectorPort);
                URI base = URI.create("http://127.0.0.1:" + port);
                double events = place.delivered();
                await(
                        "the events are counted",
                        () -> value(base, "sum(rollcall_events_total{stream=~\"office365-management/contoso/.*\"})")
                                == events);
                assertThat(value(base, "rollcall_sink_accepted_total{sink=\"two\"}"))
                        .isGreaterThanOrEqualTo(events);
                assertThat(value(base, "rollcall_drift_seconds_bucket{le=\"+Inf\"}"))
                        .isEqualTo(events);
                assertThat(value(base, "histogram_quantile(0.95, rollcall_drift_seconds_bucket)"))
                        .isPositive();
                assertThat(value(base, "time() - min(rollcall_read_until_timestamp_seconds)"))
                        .isBetween(0.0, Duration.ofHours(3).toSeconds() * 1.0);
                await(
                        "the alerts are evaluated",
                        () -> rules(base).stream()
                                .allMatch(rule -> rule.path("health").asText().equals("ok")));
                assertThat(rules(base))
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(rule -> assertThat(rule.path("state").asText())
                                .as(rule.toString())
                                .isIn("inactive", "pending"));
            } finally {
                collector.destroyForcibly().onExit().join();
                if (prometheus != null) {
                    prometheus.destroyForcibly().onExit().join();
                }
            }
        }
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void assertPromtoolAccepts(String metrics) throws Exception {
        Path shown = Files.writeString(directory.resolve("metrics.txt"), metrics);
        Path complaints = directory.resolve("promtool.txt");
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(shown.toFile())
                .redirectErrorStream(true)
                .redirectOutput(complaints.toFile())
                .start();
        int exitCode = promtool.waitFor();
        assertThat(Files.readString(complaints)).isEmpty();
        assertThat(exitCode).isZero();
    }

    private Process prometheus(int port, int collectorPort) throws IOException {
        Matcher documented = ALERTS.matcher(Files.readString(DOCUMENTATION));
        assertThat(documented.find()).as("alerts in " + DOCUMENTATION).isTrue();
        Files.writeString(
                directory.resolve("alerts.yml"),
                "groups:\n- name: rollcall\n  interval: 1s\n  rules:\n"
                        + documented.group(1).replaceAll("(?m)^", "  "));
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                rule_files: [alerts.yml]
                scrape_configs:
                - job_name: rollcall
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(collectorPort));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    /** What a query comes to; not a number if there is no such series. */
    private double value(URI base, String query) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        JsonNode result = data(base.resolve("/api/v1/query?query=" + encoded)).path("result");
        return result.size() == 1 ? result.path(0).path("value").path(1).asDouble() : Double.NaN;
    }

    private List<JsonNode> rules(URI base) throws IOException, InterruptedException {
        return data(base.resolve("/api/v1/rules"))
                .findPath("rules")
                .valueStream()
                .toList();
    }

    private JsonNode data(URI uri) throws IOException, InterruptedException {
        return JSON.readTree(get(uri)).path("data");
    }

    private String get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        Instant deadline = clock.steady().plus(Duration.ofSeconds(60));
        while (!isSo(condition)) {
            assertThat(clock.steady())
                    .as("waited too long until %s; %s", what, logs())
                    .isBefore(deadline);
            clock.sleep(Duration.ofMillis(100));
        }
    }

    /** What does not answer yet has not come about. */
    private static boolean isSo(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (IOException e) {
            return false;
        }
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("run.log", "prometheus.log")) {
            Path log = directory.resolve(name);
            all.append(Files.exists(log) ? Files.readString(log) : "").append('\n');
        }
        return all.toString();
    }
}
