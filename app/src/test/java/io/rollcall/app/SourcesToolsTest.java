package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools for those who write definitions. */
final class SourcesToolsTest {

    @TempDir
    Path folder;

    private static String run(int code, String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.program().execute(arguments))
                    .as(String.join(" ", arguments) + ": " + out)
                    .isEqualTo(code);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth=bearer",
                "auth=header paging=link-header records= id=",
                "auth=query auth_name=key paging=offset parameter=skip format=epoch-millis time_format=epoch-millis",
                "auth=basic paging=page parameter=page method=post",
                "auth=oauth2 paging=next-url pointer=/links/next records=/data/items id=/meta/id time=/meta/at",
                "auth=none paging=none method=post format=date",
                "paging=token method=post"
            })
    void aNewDefinitionPassesLintAndTest(String answers) {
        String target = folder.resolve("acme").toString();
        String[] arguments = ("sources new " + target + " --yes "
                        + java.util.Arrays.stream(answers.split(" ", -1))
                                .map(answer -> "--set " + answer)
                                .collect(java.util.stream.Collectors.joining(" ")))
                .split(" ");
        run(0, arguments);
        assertThat(run(0, "sources", "lint", target)).isEmpty();
        assertThat(run(0, "sources", "test", target)).isEmpty();
        assertThat(folder.resolve("acme/README.md")).content().contains("\n1. ");
        run(2, arguments);
    }

    @Test
    void whatIsNotSetIsAsked() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("\nAcme log\n\nbraer\nheader\nX-Key\n".getBytes(StandardCharsets.UTF_8)));
        try {
            run(0, "sources", "new", folder.resolve("acme").toString(), "--set", "path=/log");
        } finally {
            System.setIn(before);
        }
        assertThat(Files.readString(folder.resolve("acme/definition.yaml")))
                .contains("name: \"acme\"", "title: \"Acme log\"", "header: \"X-Key\"", "path: \"/log\"");
        run(2, "sources", "new", folder.resolve("b").toString(), "--set", "nmae=x");
    }

    @Test
    void theReferenceHasEveryKey_orThoseAskedFor() {
        assertThat(run(0, "sources", "docs")).contains("| `name` |", "| `paging.kind` |", "duration");
        assertThat(run(0, "sources", "docs", "cut_off_at"))
                .contains("paging.cut_off_at")
                .doesNotContain("`name`");
        run(1, "sources", "docs", "nosuchkey");
    }

    private static void answer(HttpExchange exchange, String base) throws IOException {
        boolean isFirst = !exchange.getRequestURI().getQuery().contains("cursor=");
        String body = "{\"entries\":[{\"id\":\"" + (isFirst ? "a" : "b")
                + "\",\"time\":\"2026-03-02T09:00:00Z\",\"password\":\"hunter2\",\"link\":\"" + base
                + "/x\",\"echo\":\"key-4711-key\"}],\"next\":" + (isFirst ? "\"n1\"" : "null") + "}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Set-Cookie", "session=abcdef");
        exchange.getResponseHeaders().add("X-Left", "10");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void aRealExchangeIsRecordedWithoutSecrets_andPlayed() throws IOException {
        HttpServer acme = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://127.0.0.1:" + acme.getAddress().getPort();
        acme.createContext("/api/events", exchange -> answer(exchange, base));
        acme.start();
        try {
            Path definition = Files.writeString(folder.resolve("acme.yaml"), """
                    name: acme
                    title: Acme
                    options: {key: {kind: secret, doc: The key.}, org: {doc: The organisation.}}
                    urls: {base_url: "https://acme.example"}
                    auth: {kind: query, parameter: api, value: "{key}"}
                    request: {path: /events, query: {from: "{window.from}", to: "{window.to}", org: "{org}"}}
                    window: {format: rfc3339-seconds, max_span: 1d}
                    paging: {kind: token, pointer: /next, parameter: cursor}
                    records: /entries
                    identity: {pointers: /id}
                    time: {pointers: /time}
                    behaviour: {retention: 7d, continuation_life: 5m, lateness: 5m}
                    rate: {scope: acme, requests: 60, period: 1m, headers: {remaining: X-Left}}
                    streams: {all: {title: All}}
                    """);
            Path configuration = Files.writeString(
                    folder.resolve("rollcall.yaml"),
                    "accounts: {mine: {use: acme, key: key-4711-key, org: o1, base_url: \"" + base + "/api\"}}\n");
            Path out = folder.resolve("recorded");
            String[] record = {
                "sources",
                "record",
                definition.toString(),
                "--config",
                configuration.toString(),
                "--out",
                out.toString()
            };
            run(0, record);
            String fixture = Files.readString(out.resolve("fixtures/all.json"));
            assertThat(fixture)
                    .doesNotContain("key-4711-key", "hunter2", "session=", base)
                    .contains("{base}/x", "\"X-Left\": \"10\"", "\"org\": \"o1\"", "\"id\": [");
            assertThat(Files.readString(out.resolve("fixtures/options.yaml"))).doesNotContain("key-4711-key");
            assertThat(run(0, "sources", "test", out.toString())).isEmpty();
            Files.writeString(out.resolve("fixtures/all.json"), fixture.replace("\"org\": \"o1\"", "\"org\": \"o2\""));
            assertThat(run(1, "sources", "test", out.toString())).contains("but the script says");
            run(
                    0,
                    java.util.stream.Stream.concat(
                                    java.util.Arrays.stream(record), java.util.stream.Stream.of("--max-pages", "1"))
                            .toArray(String[]::new));
            assertThat(Files.readString(out.resolve("fixtures/all.json"))).contains("\"limited\": true");
            assertThat(run(0, "sources", "test", out.toString())).isEmpty();
        } finally {
            acme.stop(0);
        }
        assertThat(Optional.of(folder.resolve("recorded/definition.yaml")))
                .get()
                .matches(Files::exists);
    }
}
