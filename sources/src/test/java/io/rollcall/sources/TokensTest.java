package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.mock.MockRequest;
import io.rollcall.sources.mock.MockResponse;
import io.rollcall.sources.mock.MockTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final Certificates CERTIFICATES = Certificates.make();
    private static final MockResponse EMPTY = MockResponse.json("{\"value\":[]}");

    private Rig rig;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private Source withOptions(String options) {
        Definition definition = Definitions.shipped().find("entra-signins").orElseThrow();
        String all = "tenant: contoso.example\nclient_id: app-1\n" + rig.urls() + options;
        return rig.sources.open(definition, "interactive", Rig.options(definition, all));
    }

    @Test
    void aSecretIsSentInTheFormWithTheScopeOfTheCloud() throws Exception {
        rig.api.reply(EMPTY);
        Source source = withOptions("client_secret: '" + Rig.SECRET + "'\ncloud: gcc-high\n");
        assertThat(Rig.read(source)).hasSize(1);
        MockRequest request = rig.api.tokenRequests().get(0);
        assertThat(request.path()).isEqualTo("/contoso.example/oauth2/v2.0/token");
        assertThat(request.form())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "client_id",
                        "app-1",
                        "client_secret",
                        Rig.SECRET,
                        "grant_type",
                        "client_credentials",
                        "scope",
                        "https://graph.microsoft.us/.default"));
    }

    @Test
    void theOldEndpointIsAskedForAResourceAndAnswersWithTexts() throws Exception {
        rig.api.tokenEndpoint(unused -> MockResponse.json(
                "{\"expires_in\":\"3599\",\"expires_on\":\"1\",\"access_token\":\"old\",\"token_type\":\"Bearer\"}"));
        rig.api.reply(EMPTY);
        rig.api.reply(EMPTY);
        Source source = rig.shipped("azure-ad-graph", "audit");
        Rig.read(source);
        rig.clock.advance(Duration.ofSeconds(3200));
        Rig.read(source);
        MockRequest request = rig.api.tokenRequests().get(0);
        assertThat(rig.api.tokenRequests()).hasSize(1);
        assertThat(request.path()).isEqualTo("/" + Rig.TENANT + "/oauth2/token");
        assertThat(request.query()).containsEntry("api-version", "1.0");
        assertThat(request.form()).containsEntry("resource", "https://graph.windows.net");
        assertThat(rig.api.requests().get(1).header("authorization")).isEqualTo("Bearer old");
    }

    @Test
    void aTokenIsRenewedBeforeItEndsAndSharedByStreams() throws Exception {
        for (int i = 0; i < 4; i++) {
            rig.api.reply(EMPTY);
        }
        Rig.read(rig.shipped("entra-signins", "interactive"));
        Rig.read(rig.shipped("entra-audits", "directory"));
        assertThat(rig.api.tokenRequests()).hasSize(1);
        rig.clock.advance(Duration.ofSeconds(3599 - 301));
        Rig.read(rig.shipped("entra-signins", "interactive"));
        assertThat(rig.api.tokenRequests()).hasSize(1);
        rig.clock.advance(Duration.ofSeconds(1));
        Rig.read(rig.shipped("entra-signins", "interactive"));
        assertThat(rig.api.tokenRequests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT72H", "-PT30M", "PT30M", "PT72H"})
    void aTokenLivesAsLongAsItDoesHoweverTheClockIsSet(Duration step) throws Exception {
        for (int i = 0; i < 4; i++) {
            rig.api.reply(EMPTY);
        }
        Source source = rig.shipped("entra-signins", "interactive");
        Rig.read(source);
        rig.clock.set(rig.clock.now().plus(step));
        Rig.read(source);
        assertThat(rig.api.tokenRequests()).as("a good token is kept").hasSize(1);
        rig.clock.advance(Duration.ofSeconds(3599 - 301));
        Rig.read(source);
        assertThat(rig.api.tokenRequests()).hasSize(1);
        rig.clock.advance(Duration.ofSeconds(1));
        Rig.read(source);
        assertThat(rig.api.tokenRequests()).as("an old one is not").hasSize(2);
    }

    @Test
    void manyThreadsWithoutATokenAskForOne() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> reads = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            rig.api.reply(EMPTY);
            Source source = rig.shipped("office365-management", "Audit.General");
            reads.add(executor.submit(() -> {
                start.await();
                return Rig.fault(source);
            }));
        }
        start.countDown();
        for (Future<?> read : reads) {
            assertThat(((SourceFault) read.get()).code()).isEqualTo(FaultCode.MALFORMED);
        }
        executor.shutdown();
        assertThat(rig.api.tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS256"})
    void aCertificateSignsAnAssertion(String algorithm) throws Exception {
        rig.api.reply(EMPTY);
        Source source = withOptions("certificate: " + CERTIFICATES.pem(folder)
                + (algorithm.equals("RS256") ? "\nassertion_algorithm: rs256" : "") + "\n");
        Rig.read(source);
        Map<String, String> form = rig.api.tokenRequests().get(0).form();
        assertThat(form)
                .doesNotContainKey("client_secret")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        SignedJWT jwt = SignedJWT.parse(form.get("client_assertion"));
        assertThat(jwt.verify(
                        new RSASSAVerifier((RSAPublicKey) CERTIFICATES.keys().getPublic())))
                .isTrue();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.parse(algorithm));
        assertThat(jwt.getHeader().getType()).hasToString("JWT");
        assertThat(jwt.getHeader().getX509CertSHA256Thumbprint())
                .isEqualTo(Base64URL.encode(MessageDigest.getInstance("SHA-256")
                        .digest(CERTIFICATES.certificate().getEncoded())));
        var claims = jwt.getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(rig.api.base() + "/contoso.example/oauth2/v2.0/token");
        assertThat(claims.getIssuer()).isEqualTo("app-1");
        assertThat(claims.getSubject()).isEqualTo("app-1");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getNotBeforeTime()).isBefore(Date.from(Rig.NOW));
        assertThat(claims.getIssueTime()).isBetween(Date.from(Rig.NOW.minusSeconds(30)), Date.from(Rig.NOW));
        assertThat(claims.getExpirationTime()).isBefore(Date.from(Rig.NOW.plusSeconds(600)));
    }

    @Test
    void keysMayBeEncryptedOrInPkcs12() throws Exception {
        rig.api.reply(EMPTY);
        rig.api.reply(EMPTY);
        Rig.read(withOptions("certificate: " + CERTIFICATES.certificateOnly(folder) + "\nprivate_key: "
                + CERTIFICATES.encryptedKey(folder, "open sesame") + "\npassphrase: open sesame\n"));
        Rig.read(withOptions(
                "certificate: " + CERTIFICATES.pkcs12(folder, "open sesame") + "\npassphrase: open sesame\n"));
        assertThat(rig.api.tokenRequests())
                .hasSize(2)
                .allMatch(request -> request.form().containsKey("client_assertion"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"wrong | passphrase", "'' | passphrase"})
    void aKeyThatCannotBeOpenedIsAPersonsTask(String passphrase, String word) throws Exception {
        SourceFault fault =
                Rig.fault(withOptions("certificate: " + CERTIFICATES.certificateOnly(folder) + "\nprivate_key: "
                        + CERTIFICATES.encryptedKey(folder, "open sesame") + "\n"
                        + (passphrase.isEmpty() ? "" : "passphrase: " + passphrase + "\n")));
        assertThat(fault.code()).isEqualTo(FaultCode.NO_TOKEN);
        assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
        assertThat(fault).hasMessageContaining(word);
    }

    @Test
    void aTokenWithoutTheRoleIsNotUsedAndANewOneIsTakenNextTime() throws Exception {
        rig.api.tokenEndpoint(
                unused -> MockResponse.json(MockTokens.answer(MockTokens.withRoles("Directory.Read.All"), 3599)));
        Source source = withOptions("client_secret: x1x2x3\n");
        SourceFault fault = Rig.fault(source);
        assertThat(fault.code()).isEqualTo(FaultCode.PERMISSION_MISSING);
        assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
        assertThat(fault).hasMessageContaining("AuditLog.Read.All").hasMessageContaining("Directory.Read.All");
        assertThat(rig.api.requests()).isEmpty();
        rig.api.tokenEndpoint(
                unused -> MockResponse.json(MockTokens.answer(MockTokens.withRoles("AuditLog.Read.All"), 3599)));
        rig.api.reply(EMPTY);
        assertThat(Rig.read(source)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AADSTS7000215: Invalid client secret provided. | the secret's id instead of its value",
                "AADSTS7000222: The provided client secret keys are expired. | has expired",
                "AADSTS700016: Application not found in the directory. | no such application in this tenant",
                "AADSTS700027: The certificate is not registered. | upload the certificate",
                "AADSTS90002: Tenant not found. | no such tenant"
            })
    void theTokenEndpointsRefusalIsExplained(String description, String advice) throws Exception {
        rig.api.tokenEndpoint(unused -> MockResponse.of(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"" + description
                        + "\\r\\nTrace ID: 1\\r\\nTimestamp: 2026-03-02 10:15:30Z\",\"error_codes\":[1]}"));
        SourceFault fault = Rig.fault(withOptions("client_secret: x1x2x3\n"));
        assertThat(fault.code()).isEqualTo(FaultCode.NO_TOKEN);
        assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
        assertThat(fault).hasMessageContaining(advice);
        assertThat(fault.vendorWords()).startsWith(description.trim()).doesNotContain("\r");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_client, takes the secret",
        "invalid_grant, get a new one",
        "unauthorized_client, how the client is registered",
        "unsupported_grant_type, check the address",
        "invalid_scope, not granted to the client",
        "whatever, check the options it logs in with"
    })
    void refusalsOfOtherEndpointsAreExplainedByTheirNames(String error, String advice) throws Exception {
        rig.api.tokenEndpoint(unused ->
                MockResponse.of(400, "{\"error\":\"" + error + "\",\"error_description\":\"No, says the server.\"}"));
        SourceFault fault = Rig.fault(withOptions("client_secret: x1x2x3\n"));
        assertThat(fault).hasMessageContaining(advice).hasMessageNotContaining("tenant");
    }

    @Test
    void aTokenEndpointInTroubleIsAskedAgain() throws Exception {
        rig.api.tokenEndpoint(
                unused -> MockResponse.of(503, "<html>busy</html>").with("Retry-After", "3"));
        SourceFault fault = Rig.fault(withOptions("client_secret: x1x2x3\n"));
        assertThat(fault.code()).isEqualTo(FaultCode.NO_TOKEN);
        assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
        assertThat(fault.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void neitherSecretNorTokenIsEverShown() throws Exception {
        String token = MockTokens.withRoles("AuditLog.Read.All");
        rig.api.tokenEndpoint(
                unused -> MockResponse.of(401, "{\"error_description\":\"secret " + Rig.SECRET + " is wrong\"}"));
        SourceFault refused = Rig.fault(withOptions("client_secret: '" + Rig.SECRET + "'\n"));
        assertThat(refused.vendorWords()).isEqualTo("secret (secret) is wrong");
        rig.api.tokenEndpoint(unused -> MockResponse.json(MockTokens.answer(token, 3599)));
        rig.api.reply(MockResponse.of(
                400, "{\"error\":{\"message\":\"cannot use Bearer " + token + " nor " + token + "\"}}"));
        SourceFault echoed = Rig.fault(withOptions("client_secret: '" + Rig.SECRET + "'\n"));
        assertThat(echoed.vendorWords()).doesNotContain(token.substring(10)).contains("(secret)");
        assertThat(echoed.getMessage()).doesNotContain(token);
    }

    @Test
    void fixedHeadersAreSentAsTheDefinitionWritesThem() throws Exception {
        String yaml = Rig.PLAIN.replace(
                "auth: {kind: none}",
                "auth: {kind: header, value: 'SSWS {key}'}\noptions: {key: {kind: secret, doc: The key.}}");
        Definition definition = Rig.definition(yaml);
        rig.api.expect(
                "the key",
                request -> request.header("authorization").equals("SSWS abc123"),
                MockResponse.of(401, "{\"message\":\"bad key abc123\"}"));
        SourceFault fault = Rig.fault(rig.sources.open(
                definition, "all", Rig.options(definition, "key: abc123\nbase_url: " + rig.api.base())));
        assertThat(fault.code()).isEqualTo(FaultCode.UNAUTHORIZED);
        assertThat(fault.vendorWords()).isEqualTo("bad key (secret)");
        rig.api.verify();
    }

    @Test
    void basicAuthenticationIsSent() throws Exception {
        String yaml = Rig.PLAIN.replace(
                "auth: {kind: none}",
                "auth: {kind: basic, user: '{user}', password: '{password}'}\noptions: {user: {doc: The user.}, password: {kind: secret, doc: The password.}}");
        Definition definition = Rig.definition(yaml);
        rig.api.expect(
                "Aladdin",
                request -> request.header("authorization").equals("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
                MockResponse.json("{\"events\":[]}"));
        Rig.read(rig.sources.open(
                definition,
                "all",
                Rig.options(definition, "user: Aladdin\npassword: open sesame\nbase_url: " + rig.api.base())));
        rig.api.verify();
    }
}
