package io.rollcall.verify.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bench.receive.ServerCertificate;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.Document;
import io.rollcall.sinks.Sinks;
import io.rollcall.sinks.Surroundings;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.http.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of a real OAuth server, whose own log of who got one is the API that is read with them. */
@Tag("slow")
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeycloakTest {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final String ASKER = "client_id=by-secret&client_secret=" + encoded(Keycloak.SECRET);

    private Path directory = Path.of("");

    private ServerCertificate certificate;
    private Keycloak keycloak;

    /** Keycloak takes no assertion that was made more than a minute ago, so that each test begins now. */
    private Instant start = Instant.EPOCH;

    private ManualClock clock = new ManualClock(start);
    private final List<String> bearers = new ArrayList<>();
    private Sources sources;

    @BeforeAll
    void startServer(@TempDir Path folder) throws Exception {
        directory = folder;
        certificate = ServerCertificate.make(directory);
        keycloak = Keycloak.start(directory, certificate.certificate());
    }

    @AfterAll
    void stopServer() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        start = new SystemClock().now();
        clock = new ManualClock(start);
        bearers.clear();
        sources = new Sources(HttpSettings.plain("test"), clock, new Budgets(clock), UUID::randomUUID);
        sources.observe((call, unused) -> bearers.add(call.headers().getOrDefault("Authorization", "")));
    }

    @AfterEach
    void close() {
        sources.close();
    }

    @Test
    void aSecretGetsATokenThatIsUsedUntilShortlyBeforeItsEnd() throws Exception {
        Source source = source("client_id: by-secret\nclient_secret: '" + Keycloak.SECRET + "'\n");
        int first = signIns(source, "by-secret").size();
        clock.advance(LIFE.minus(MARGIN).minusSeconds(1));
        assertThat(signIns(source, "by-secret")).as("the token is kept").hasSize(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(signIns(source, "by-secret")).as("another one is taken").hasSize(first + 1);
    }

    @Test
    void aTokenThatWasRevokedIsReplaced() throws Exception {
        Source source = source("client_id: by-secret\nclient_secret: '" + Keycloak.SECRET + "'\n");
        int before = signIns(source, "by-secret").size();
        String token = bearers.get(bearers.size() - 1).substring("Bearer ".length());
        revoke(token);
        assertThat(signIns(source, "by-secret")).hasSize(before + 1);
        assertThat(bearers.get(bearers.size() - 1)).isNotEqualTo("Bearer " + token);
    }

    @Test
    void aCertificateProvesWhoWeAre() throws Exception {
        Source source = source("client_id: by-certificate\ncertificate: " + certificate.certificate()
                + "\nprivate_key: " + certificate.key() + "\n");
        List<String> seen = signIns(source, "by-certificate");
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0)).contains("\"client_auth_method\":\"client-jwt\"");
    }

    @Test
    void theKeyOfAnotherCertificateIsRefusedAndTheMessageSaysWhatToCheck() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("other"));
        ServerCertificate other = ServerCertificate.make(elsewhere);
        SourceFault fault = fault(source("client_id: by-certificate\ncertificate: " + other.certificate()
                + "\nprivate_key: " + other.key() + "\n"));
        assertThat(fault.code()).isEqualTo(FaultCode.NO_TOKEN);
        assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
        assertThat(fault).hasMessageContaining("certificate");
    }

    @Test
    void aWrongSecretIsRefusedAndTheMessageSaysWhatToCheck() throws Exception {
        SourceFault fault = fault(source("client_id: by-secret\nclient_secret: wrong\n"));
        assertThat(fault.code()).isEqualTo(FaultCode.NO_TOKEN);
        assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
        assertThat(fault)
                .hasMessageContaining("/realms/contoso/protocol/openid-connect/token refused with HTTP 401")
                .hasMessageContaining("secret, key or certificate")
                .hasMessageNotContaining("wrong\"");
        assertThat(fault.vendorWords()).contains("Invalid client");
    }

    @Test
    void theSinkForSentinelGetsItsTokensTooAndAnotherOneForOneThatIsRefused() throws Exception {
        try (AzureFront azure = new AzureFront(keycloak, ASKER);
                Sink sink = sentinel(azure, Keycloak.SECRET)) {
            assertThat(sink.write(event())).isEqualTo(Receipt.accepted());
            assertThat(sink.write(event())).isEqualTo(Receipt.accepted());
            String token = azure.tokens().get(0);
            assertThat(azure.tokens()).containsExactly(token, token);
            revoke(token);
            assertThat(sink.write(event())).isEqualTo(Receipt.accepted());
            assertThat(azure.tokens()).hasSize(4).last().isNotEqualTo(token);
        }
    }

    @Test
    void theSinkForSentinelSaysWhatToCheckWhenItsSecretIsWrong() throws Exception {
        try (AzureFront azure = new AzureFront(keycloak, ASKER);
                Sink sink = sentinel(azure, "wrong")) {
            assertThat(sink.write(event()).fold(accepted -> "", Receipt.TryLater::reason))
                    .contains("no token", "401", "Invalid client", "Check identity in the configuration");
        }
    }

    private Sink sentinel(AzureFront azure, String secret) throws Exception {
        String options = "{kind: sentinel, url: '" + azure.uri()
                + "', rule: dcr-0123456789abcdef0123456789abcdef, stream: Custom-Rollcall, identity: {kind: application,"
                + " tenant: contoso, client_id: by-secret, client_secret: '" + secret + "', authority: '" + azure.uri()
                + "'}}";
        return new Document("sink.yaml", options)
                .read(Sinks::read)
                .value()
                .open(new Surroundings(clock, OutputStream.nullOutputStream(), "collector", Resolver.system()));
    }

    private Batch event() {
        return new Batch(List.of(new Delivery(
                new StreamId("entra-signins", "contoso", "interactive"),
                Delivery.Kind.EVENT,
                new EventKey(1, 2),
                start,
                start,
                Slice.utf8("{\"a\":1}"))));
    }

    private void revoke(String token) throws Exception {
        assertThat(keycloak.post("revoke", ASKER + "&token=" + encoded(token)).statusCode())
                .isEqualTo(200);
    }

    private Source source(String options) throws Exception {
        try (InputStream in =
                Objects.requireNonNull(KeycloakTest.class.getResourceAsStream("/keycloak/sign-ins.yaml"))) {
            Definition definition =
                    Definitions.parse("sign-ins.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            String all = "realm: contoso\nbase_url: " + keycloak.base() + "\n" + options;
            return sources.open(
                    definition,
                    "all",
                    new Document("options.yaml", all)
                            .read(definition::readOptions)
                            .value());
        }
    }

    /** What Keycloak's log says of a client since this test began: a line for each token it was given. */
    private List<String> signIns(Source source, String client) throws Exception {
        Sweep sweep = source.open(new Window(start.minusSeconds(1), start.plus(Duration.ofHours(1))), item -> false);
        List<String> found = new ArrayList<>();
        for (Optional<Page> page = sweep.next(); page.isPresent(); page = sweep.next()) {
            page.get().events().stream()
                    .map(Event::body)
                    .map(Slice::toString)
                    .filter(body -> body.contains("\"type\":\"CLIENT_LOGIN\"")
                            && body.contains("\"clientId\":\"" + client + "\""))
                    .forEach(found::add);
        }
        return found;
    }

    private SourceFault fault(Source source) throws Exception {
        try {
            signIns(source, "");
            throw new AssertionError("no fault");
        } catch (SourceFault fault) {
            return fault;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
