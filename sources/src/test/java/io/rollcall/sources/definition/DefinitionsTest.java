package io.rollcall.sources.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.Window;
import io.rollcall.options.Description;
import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

    private static List<String> mistakes(String yaml) {
        try {
            Definition definition = Definitions.parse("my.yaml", yaml);
            throw new AssertionError("no mistake in " + definition);
        } catch (InvalidDocument e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }

    @Test
    void theShippedDefinitionsHaveTheirStreams() {
        assertThat(Definitions.shipped().all().stream().map(Definition::name))
                .contains("azure-ad-graph", "entra-audits", "entra-signins", "office365-management", "okta-system-log");
        assertThat(Definitions.shipped()
                        .find("office365-management")
                        .orElseThrow()
                        .streamNames())
                .containsExactly(
                        "Audit.AzureActiveDirectory", "Audit.Exchange", "Audit.SharePoint", "Audit.General", "DLP.All");
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = DefinitionsTest.class.getResourceAsStream("/definitions/" + path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyShippedDefinitionExplainsItself() throws IOException {
        for (String folder : resource("index").lines().toList()) {
            Definition definition = Definitions.shipped()
                    .find(folder.substring(folder.lastIndexOf('/') + 1))
                    .orElseThrow();
            assertThat(definition.title()).isNotBlank();
            assertThat(definition.summary()).isNotBlank();
            assertThat(resource(folder + "/README.md"))
                    .as(folder)
                    .contains("\n1. ")
                    .contains("docs/vendors/");
            assertThat(Description.of(definition::readOptions).stream().map(it -> it.key()))
                    .contains("base_url");
        }
    }

    @Test
    void halfOfTheShippedDefinitionsAreNoLongerThanSixtyLines() throws IOException {
        List<Integer> lines = new ArrayList<>();
        for (String folder : resource("index").lines().toList()) {
            lines.add((int) resource(folder + "/definition.yaml").lines().count());
        }
        lines.sort(null);
        assertThat(lines.get(lines.size() / 2)).isLessThanOrEqualTo(60);
    }

    @Test
    void theLanguageDescribesItself() {
        assertThat(Description.of(Definitions.reader()).stream().map(it -> it.key()))
                .contains("name", "options", "auth", "request", "window", "paging", "records", "streams");
    }

    @Test
    void aUnknownNameInATemplateIsPointedAt() {
        assertThat(mistakes(Rig.PLAIN.replace("{window.from}", "{windw.from}")))
                .singleElement()
                .asString()
                .startsWith("my.yaml:5:")
                .contains("request.query.from")
                .contains("unknown name {windw.from}")
                .contains("did you mean 'window.from'?");
    }

    @Test
    void aVariableThatNotAllStreamsSetIsUnknownInASharedSection() {
        String yaml = Rig.PLAIN
                .replace("/events, query", "'/{kind}', query")
                .replace("{all: {title: All}}", "{a: {title: A, variables: {kind: x}}, b: {title: B}}");
        assertThat(mistakes(yaml)).singleElement().asString().contains("unknown name {kind}");
    }

    @Test
    void aSecretCannotBeUsedOutsideAuth() {
        String yaml = Rig.PLAIN.replace("/events, query", "'/{key}', query")
                + "options: {key: {kind: secret, doc: The key.}}\n";
        assertThat(mistakes(yaml)).singleElement().asString().contains("unknown name {key}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "records: /events | recrods: /events | unknown key 'recrods' — did you mean 'records'?",
                "records: /events | records: events | did you mean '/events'?",
                "pointer: /next | pointer: next | is not a JSON Pointer",
                "format: rfc3339-millis | format: rfc3339-milis | did you mean 'rfc3339-millis'?",
                "max_span: 1d | max_span: 1 day | must be a duration",
                "kind: next-url | kind: nexturl | did you mean 'next-url'?",
                "time: {pointers: /time} | # no time | streams.all.time: is missing",
                "path: /events | path: '/{events' | has a '{' without a '}'",
                "scope: plain | scope: plain, shared_by: tenant | unknown option 'tenant'",
                "lateness: 5m | lateness: 0s | must be more than zero",
                "pointer: /next | pointer: /next, carry: publisher | carries 'publisher', which is no parameter"
            })
    void mistakesArePointedAt(String right, String wrong, String message) {
        assertThat(mistakes(Rig.PLAIN.replace(right, wrong)))
                .anySatisfy(
                        mistake -> assertThat(mistake).startsWith("my.yaml:").contains(message));
    }

    @Test
    void aUsersDefinitionTakesThePlaceOfAShippedOne(@TempDir Path folder) throws IOException, InvalidDocument {
        Path own = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(own.resolve("definition.yaml"), Rig.PLAIN.replace("name: plain", "name: entra-audits"));
        for (Path place : List.of(folder, own, own.resolve("definition.yaml"))) {
            Definitions definitions = Definitions.shipped().with(place);
            assertThat(definitions.all()).hasSize(Definitions.shipped().all().size());
            assertThat(definitions.find("entra-audits").orElseThrow().title()).isEqualTo("Plain");
        }
        assertThatThrownBy(() -> Definitions.shipped().with(Files.createDirectories(folder.resolve("empty"))))
                .hasMessageContaining("no definition.yaml");
        assertThat(Definitions.shipped().unknown("entra-audit")).contains("did you mean 'entra-audits'?");
    }

    private static String optionMistakes(String name, String yaml) {
        Definition definition = Definitions.shipped().find(name).orElseThrow();
        try {
            UserOptions options = new Document("rollcall.yaml", yaml)
                    .read(definition::readOptions)
                    .value();
            throw new AssertionError("no mistake in " + options);
        } catch (InvalidDocument e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void allMistakesInTheUsersOptionsAreToldAtOnce() {
        String message = optionMistakes(
                "entra-signins",
                "tenat: x\nclient_id: y\ncloud: chinna\npage_size: 5000\nclient_secret: a\ncertificate: b\n");
        assertThat(message)
                .contains("rollcall.yaml:1:1: unknown key 'tenat' — did you mean 'tenant'?")
                .contains("tenant: is missing")
                .contains("did you mean 'china'?")
                .contains("page_size: '5000' must be from 1 to 1000")
                .contains("say either client_secret or certificate");
    }

    @Test
    void aTenantThatMustBeAnIdIsChecked() {
        assertThat(optionMistakes("office365-management", "tenant: contoso.example\nclient_id: y\nclient_secret: a\n"))
                .contains("rollcall.yaml:1:9: tenant:")
                .contains("a domain name is refused by this API");
    }

    @Test
    void boundsAreWidenedSoThatNothingOnThemIsLost() {
        WindowRule inclusive = window("entra-signins", "interactive");
        WindowRule exclusive = window("entra-audits", "provisioning");
        Instant from = Instant.parse("2026-03-02T09:00:00Z");
        Window whole = new Window(from, from.plusSeconds(60));
        Window ragged = new Window(from.plusMillis(400), from.plusMillis(59_600));
        for (Window window : List.of(whole, ragged)) {
            assertThat(inclusive.from(window, from)).isEqualTo("2026-03-02T09:00:00Z");
            assertThat(inclusive.to(window)).isEqualTo("2026-03-02T09:01:00Z");
            assertThat(exclusive.from(window, from)).isEqualTo("2026-03-02T08:59:59Z");
            assertThat(exclusive.to(window)).isEqualTo("2026-03-02T09:01:00Z");
        }
        assertThat(inclusive.precision()).isEqualTo(Duration.ofSeconds(1));
    }

    private static WindowRule window(String definition, String stream) {
        return Definitions.shipped()
                .find(definition)
                .flatMap(it -> it.stream(stream))
                .orElseThrow()
                .window();
    }
}
