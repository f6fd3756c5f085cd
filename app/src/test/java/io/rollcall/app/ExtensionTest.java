package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.sources.extension.Extension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extension of docs/extensions.md, built and used as the page says. */
final class ExtensionTest {

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private static String block(String language) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "extensions.md"));
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Path jar() throws Exception {
        Path source = Files.writeString(
                Files.createDirectories(folder.resolve("src/acme")).resolve("AcmeXml.java"), block("java"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path api = Path.of(Extension.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", api.toString(), "-d", classes.toString(), source.toString()))
                .isZero();
        Path jar = folder.resolve("acme.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("acme/AcmeXml.class"));
            out.write(Files.readAllBytes(classes.resolve("acme/AcmeXml.class")));
            out.putNextEntry(new JarEntry("META-INF/services/" + Extension.class.getName()));
            out.write("acme.AcmeXml\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("Accept") + " "
                + exchange.getRequestHeaders().getFirst("X-Key"));
        byte[] xml = "<log><entry id='a' at='2026-03-02T09:00:00Z'/><entry id='b' at='2026-03-02T09:00:01Z'/></log>"
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, xml.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(xml);
        }
    }

    @Test
    void whoFollowsThePageReadsAnApiThatSpeaksXml() throws Exception {
        HttpServer acme = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        acme.createContext("/audit", this::answer);
        acme.start();
        Path definition = Files.writeString(folder.resolve("acme.yaml"), block("yaml"));
        Path configuration = Files.writeString(
                folder.resolve("rollcall.yaml"),
                "accounts: {mine: {use: ./acme.yaml, key: k1, base_url: \"http://127.0.0.1:"
                        + acme.getAddress().getPort() + "\"}}\n");
        Path found = folder.resolve("found.ndjson");
        String[] command = {
            "sources", "try", definition.toString(), "--config", configuration.toString(), "--ndjson", found.toString()
        };
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar().toUri().toURL()}, Extension.class.getClassLoader())) {
            assertThat(Main.program().execute("sources", "lint", definition.toString()))
                    .isZero();
            assertThat(Main.program().execute(command)).as("without its jar").isEqualTo(2);
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(Main.program().execute(command)).isZero();
            assertThat(Files.readAllLines(found))
                    .containsExactlyInAnyOrder(
                            "{\"id\":\"a\",\"at\":\"2026-03-02T09:00:00Z\"}",
                            "{\"id\":\"b\",\"at\":\"2026-03-02T09:00:01Z\"}");
            assertThat(asked).isNotEmpty().allMatch("application/xml k1"::equals);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            acme.stop(0);
        }
    }
}
