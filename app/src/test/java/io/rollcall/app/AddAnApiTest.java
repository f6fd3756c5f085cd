package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The guide docs/add-an-api.md, followed literally. */
final class AddAnApiTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private static String run(int code, String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(new CommandLine(new RollcallCommand()).execute(arguments))
                    .isEqualTo(code);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whoFollowsTheGuideGetsEvents() throws IOException {
        Matcher blocks = YAML.matcher(Files.readString(Path.of("..", "docs", "add-an-api.md")));
        assertThat(blocks.find()).isTrue();
        Path definition = Files.writeString(folder.resolve("acme-audit.yaml"), blocks.group(1));
        assertThat(blocks.find()).isTrue();
        HttpServer acme = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        acme.createContext("/v2/audit", this::answer);
        acme.start();
        try {
            Path configuration = Files.writeString(
                    folder.resolve("acme.yaml"),
                    blocks.group(1).replace("${env:ACME_KEY}", "k") + "    base_url: http://127.0.0.1:"
                            + acme.getAddress().getPort() + "\n");
            assertThat(run(0, "sources", "lint", definition.toString())).isEmpty();
            Path found = folder.resolve("found.ndjson");
            String summary = run(
                    0,
                    "sources",
                    "try",
                    definition.toString(),
                    "--config",
                    configuration.toString(),
                    "--max-pages",
                    "5",
                    "--ndjson",
                    found.toString(),
                    "--json");
            assertThat(summary).contains("\"definition\":\"acme-audit\"", "\"complete\":true", "\"events\":2");
            assertThat(Files.readAllLines(found)).containsExactlyInAnyOrder("{\"id\":\"e1\"}", "{\"id\":\"e2\"}");
            assertThat(asked.get(0)).matches("Key k \\{\"from\":\\d{10},\"to\":\\d{10},\"max\":100\\}");
            assertThat(asked.get(1)).endsWith(",\"max\":100,\"cursor\":\"abc\"}");
        } finally {
            acme.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        String next = body.contains("cursor") ? "null" : "\"abc\"";
        String id = body.contains("cursor") ? "e2" : "e1";
        byte[] answer = ("{\"ok\":true,\"data\":{\"entries\":[{\"id\":\"" + id + "\"}],\"next\":" + next + "}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void aMistakeIsPrintedAsTheGuideSays() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "add-an-api.md"));
        Matcher blocks = YAML.matcher(guide);
        assertThat(blocks.find()).isTrue();
        Path definition = Files.writeString(
                folder.resolve("acme-audit.yaml"), blocks.group(1).replace("records: /data", "recrods: /data"));
        String printed = run(1, "sources", "lint", definition.toString());
        for (String line : printed.lines().toList()) {
            assertThat(guide).contains(line.replace(folder + "/", ""));
        }
        assertThat(printed.lines()).hasSize(2);
    }

    @Test
    void eachKindOfMistakeIsFound() throws IOException {
        Matcher blocks = YAML.matcher(Files.readString(Path.of("..", "docs", "add-an-api.md")));
        assertThat(blocks.find()).isTrue();
        String right = blocks.group(1);
        assertMistake(right.replace("value: \"Key {key}\"", "value: Key abcdefgh"), "plain text");
        assertMistake(right.replace("identity: {pointers: /id}", "#"), "identity: is missing");
        assertMistake(right.replace(", to: \"{window.to}\"", ""), "has no upper bound");
        assertMistake(right.replace("member: /cursor", "member: /cursor, scope: stream"), "without a reset rule");
        assertMistake(right.replace("max: \"{page_size}\"", "max: \"{pagesize}\""), "did you mean 'page_size'?");
        assertMistake(right.replace("max_span: 1d", "max_span: often"), "must be a duration");
        assertMistake(
                right + "errors:\n  - {status: 4xx, then: suspend}\n  - {status: 400, then: retry}\n",
                "is never reached");
        assertMistake(right.replace(", member: /cursor", ""), "no request of a following page uses it");
    }

    private void assertMistake(String yaml, String message) throws IOException {
        Path definition = Files.writeString(folder.resolve("wrong.yaml"), yaml);
        assertThat(run(1, "sources", "lint", definition.toString()))
                .matches(Pattern.compile("(?s).*wrong\\.yaml:\\d+:\\d+: .*"))
                .contains(message);
    }
}
