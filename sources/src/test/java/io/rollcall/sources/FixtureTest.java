package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.mock.MockRequest;
import io.rollcall.sources.mock.MockResponse;
import io.rollcall.sources.mock.MockTokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stream of every shipped definition reads its own fixture: exactly these requests, exactly these events. */
class FixtureTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> streams() {
        return Definitions.shipped().all().stream()
                .flatMap(definition ->
                        definition.streamNames().stream().map(stream -> Arguments.of(definition.name(), stream)));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamReadsItsFixture(String name, String stream, @TempDir Path folder)
            throws IOException, SourceFault, InterruptedException {
        Definition definition = Definitions.shipped().find(name).orElseThrow();
        JsonNode fixture = fixture(name, stream);
        try (Rig rig = new Rig()) {
            rig.api.tokenEndpoint(unused -> MockResponse.json(MockTokens.answer(
                    MockTokens.withRoles(
                            "AuditLog.Read.All",
                            "Directory.Read.All",
                            "ActivityFeed.Read",
                            "SecurityAlert.Read.All",
                            "IdentityRiskEvent.Read.All",
                            "IdentityRiskyServicePrincipal.Read.All"),
                    3599)));
            fixture.path("exchanges").forEach(exchange -> expect(rig, exchange));
            Source source = rig.sources.open(definition, stream, Rig.options(definition, options(rig, name, folder)));
            source.prepare();
            JsonNode window = fixture.path("window");
            Instant from = Instant.parse(window.path("from").asText());
            List<Page> pages = Rig.readAll(
                    source.traits().hasPosition()
                            ? source.follow(
                                    Optional.of(fixture.path("position").asText(""))
                                            .filter(it -> !it.isEmpty()),
                                    from)
                            : source.open(
                                    new Window(
                                            from,
                                            Instant.parse(window.path("to").asText())),
                                    item -> false));
            rig.api.verify();
            assertPages(pages, fixture.path("pages"));
            assertBodies(pages, records(definition.stream(stream).orElseThrow(), fixture));
        }
    }

    private static String folder(String name) throws IOException {
        try (InputStream in = FixtureTest.class.getResourceAsStream("/definitions/index")) {
            String index = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return index.lines()
                    .filter(path -> path.endsWith("/" + name))
                    .findFirst()
                    .map(path -> "/definitions/" + path + "/fixtures/")
                    .orElseThrow();
        }
    }

    /** What a user would write; a service account's key is made for the test. */
    private static String options(Rig rig, String name, Path folder) throws IOException {
        try (InputStream in = FixtureTest.class.getResourceAsStream(folder(name) + "options.yaml")) {
            if (in == null) {
                return rig.oauthOptions();
            }
            String options = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Path account = folder.resolve("service-account.json");
            if (options.contains("{service_account}")) {
                Files.writeString(account, Certificates.serviceAccount());
            }
            return options.replace("{base}", rig.api.base()).replace("{service_account}", account.toString());
        }
    }

    private static JsonNode fixture(String name, String stream) throws IOException {
        String path = folder(name) + stream + ".json";
        try (InputStream in = FixtureTest.class.getResourceAsStream(path)) {
            return JSON.readTree(Objects.requireNonNull(in, () -> "every stream has a fixture; missing: " + path));
        }
    }

    private static void expect(Rig rig, JsonNode exchange) {
        JsonNode request = exchange.path("request");
        JsonNode response = exchange.path("response");
        JsonNode written = response.path("body");
        String body = (written.isTextual() ? written.asText() : written.toString()).replace("{base}", rig.api.base());
        MockResponse reply = MockResponse.of(response.path("status").asInt(), body);
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            reply = reply.with(header.getKey(), header.getValue().asText().replace("{base}", rig.api.base()));
        }
        rig.api.expect(request.toString(), actual -> isAsScripted(request, actual), reply);
    }

    private static boolean isAsScripted(JsonNode expected, MockRequest actual) {
        Map<String, String> query = JSON.convertValue(
                expected.path("query"), new com.fasterxml.jackson.core.type.TypeReference<Map<String, String>>() {});
        return actual.method().equals(expected.path("method").asText())
                && actual.path().equals(expected.path("path").asText())
                && actual.query().equals(query)
                && (expected.path("headers").has("authorization")
                        || actual.header("authorization").startsWith("Bearer ey"))
                && actual.header("user-agent").equals("rollcall/test")
                && isBodyAsScripted(expected.path("body"), actual)
                && expected.path("headers").properties().stream()
                        .allMatch(header -> hasHeader(
                                actual, header.getKey(), header.getValue().asText()));
    }

    private static boolean isBodyAsScripted(JsonNode expected, MockRequest actual) {
        try {
            return expected.isMissingNode()
                    || (expected.isTextual()
                            ? actual.body().equals(expected.asText())
                            : JSON.readTree(actual.body()).equals(expected));
        } catch (IOException notJson) {
            return false;
        }
    }

    private static boolean hasHeader(MockRequest actual, String name, String value) {
        String sent = actual.header(name.toLowerCase(Locale.ROOT));
        return switch (value) {
            case "uuid" -> UUID.fromString(sent).version() == 4;
            case "any" -> !sent.isEmpty();
            default -> value.startsWith("/") ? sent.matches(value.substring(1)) : sent.equals(value);
        };
    }

    private static void assertPages(List<Page> pages, JsonNode expected) throws IOException {
        assertThat(pages).hasSize(expected.size());
        Set<Object> keysWithoutId = new HashSet<>();
        int eventsWithoutId = 0;
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            JsonNode wanted = expected.get(i);
            assertThat(page.item().map(item -> item.name()).orElse(""))
                    .isEqualTo(wanted.path("item").asText(""));
            assertThat(page.item().map(item -> item.listedAt().toString()).orElse(""))
                    .isEqualTo(wanted.path("listed_at").asText(""));
            assertThat(page.failure().map(fault -> fault.code().label()).orElse(""))
                    .isEqualTo(wanted.path("failure").asText(""));
            if (wanted.has("behind")) {
                assertThat(page.position()).contains(wanted.path("behind").asText());
            }
            assertThat(page.events()).hasSize(wanted.path("events").size());
            for (int j = 0; j < page.events().size(); j++) {
                Event event = page.events().get(j);
                JsonNode it = wanted.path("events").get(j);
                assertThat(event.time()).isEqualTo(instant(it.path("time")));
                assertThat(event.position()).isEqualTo(instant(it.path("position")));
                if (it.path("id").isNull()) {
                    eventsWithoutId++;
                    keysWithoutId.add(event.key());
                } else {
                    List<String> parts = new ArrayList<>();
                    it.path("id").forEach(part -> parts.add(part.asText()));
                    assertThat(event.key()).isEqualTo(EventKeys.ofId(parts));
                }
            }
        }
        assertThat(keysWithoutId).as("twins are told apart").hasSize(eventsWithoutId);
    }

    private static Optional<Instant> instant(JsonNode node) {
        return node.isNull() ? Optional.empty() : Optional.of(Instant.parse(node.asText()));
    }

    private static List<JsonNode> records(StreamDefinition stream, JsonNode fixture) {
        List<JsonNode> records = new ArrayList<>();
        if (fixture.has("bodies")) {
            fixture.path("bodies").forEach(records::add);
            return records;
        }
        for (JsonNode exchange : fixture.path("exchanges")) {
            String path = exchange.path("request").path("path").asText();
            JsonNode body = exchange.path("response").path("body");
            if (stream.items().isEmpty()) {
                stream.records()
                        .arrays()
                        .forEach(array -> body.at(array.toString()).forEach(records::add));
            } else if (path.contains("/audit/")) {
                body.forEach(records::add);
            }
        }
        return records;
    }

    private static void assertBodies(List<Page> pages, List<JsonNode> expected) throws IOException {
        List<JsonNode> bodies = new ArrayList<>();
        for (Page page : pages) {
            for (Event event : page.events()) {
                bodies.add(JSON.readTree(event.body().toByteArray()));
            }
        }
        assertThat(bodies).isEqualTo(expected);
    }
}
