package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.options.Document;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.http.HttpSettings;
import io.rollcall.sources.mock.MockResponse;
import io.rollcall.sources.mock.ScriptedApi;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies, private authorities and client certificates. */
class NetworkTest {

    private static final Certificates CERTIFICATES = Certificates.make();
    private static final MockResponse EMPTY = MockResponse.json("{\"events\":[]}");

    @TempDir
    private Path folder;

    private static Sources sources(String settings, Map<String, String> environment) throws Exception {
        ManualClock clock = new ManualClock(Rig.NOW);
        HttpSettings read = new Document("http.yaml", settings)
                .read(section -> HttpSettings.read(section, environment, "test"))
                .value();
        return new Sources(read, clock, new Budgets(clock), UUID::randomUUID);
    }

    private static Source plain(Sources sources, String base) {
        Definition definition = Rig.definition(Rig.PLAIN);
        return sources.open(definition, "all", Rig.options(definition, "base_url: " + base));
    }

    private static ScriptedApi tls(boolean asksForCertificate) throws Exception {
        SSLServerSocket socket = (SSLServerSocket) CERTIFICATES
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(asksForCertificate);
        return new ScriptedApi(socket);
    }

    @Test
    void anAuthorityNobodyKnowsIsRefusedWithTheWayOut() throws Exception {
        try (ScriptedApi api = tls(false);
                Sources sources = sources("{}", Map.of())) {
            SourceFault fault = Rig.fault(plain(sources, api.base()));
            assertThat(fault.code()).isEqualTo(FaultCode.CONNECTION);
            assertThat(fault).hasMessageContaining("http.ca_file");
            assertThat(api.requests()).isEmpty();
        }
    }

    @Test
    void anAuthorityInAFileIsTrusted() throws Exception {
        try (ScriptedApi api = tls(false);
                Sources sources = sources("ca_file: " + CERTIFICATES.certificateOnly(folder), Map.of())) {
            api.reply(EMPTY);
            assertThat(Rig.read(plain(sources, api.base()))).hasSize(1);
        }
    }

    @Test
    void aClientCertificateIsShown() throws Exception {
        String settings = "ca_file: " + CERTIFICATES.certificateOnly(folder);
        try (ScriptedApi api = tls(true);
                Sources without = sources(settings, Map.of());
                Sources with = sources(
                        settings + "\nclient_certificate: {certificate: " + CERTIFICATES.pem(folder) + "}", Map.of())) {
            assertThat(Rig.fault(plain(without, api.base())).code()).isEqualTo(FaultCode.CONNECTION);
            api.reply(EMPTY);
            assertThat(Rig.read(plain(with, api.base()))).hasSize(1);
        }
    }

    @Test
    void aProxyIsUsedAndToldWhoWeAreWhenItAsks() throws Exception {
        try (ScriptedApi proxy = new ScriptedApi();
                Sources sources = sources(
                        "proxy: " + proxy.base() + "\nproxy_user: me\nproxy_password: open sesame\n", Map.of())) {
            proxy.expect(
                    "unknown yet",
                    request -> request.header("proxy-authorization").isEmpty(),
                    MockResponse.of(407, "").with("Proxy-Authenticate", "Basic realm=\"p\""));
            proxy.expect(
                    "known",
                    request -> request.path().equals("http://api.example/events")
                            && request.header("proxy-authorization").equals("Basic bWU6b3BlbiBzZXNhbWU="),
                    EMPTY);
            assertThat(Rig.read(plain(sources, "http://api.example"))).hasSize(1);
            proxy.verify();
        }
    }

    @Test
    void aProxyOfTheEnvironmentIsUsedUnlessTheHostIsExcepted() throws Exception {
        try (ScriptedApi proxy = new ScriptedApi();
                ScriptedApi api = new ScriptedApi();
                Sources sources = sources("{}", Map.of("HTTP_PROXY", proxy.base(), "NO_PROXY", "127.0.0.1"))) {
            proxy.expect("GET", "http://api.example/events", EMPTY);
            api.expect("GET", "/events", EMPTY);
            assertThat(Rig.read(plain(sources, "http://api.example"))).hasSize(1);
            assertThat(Rig.read(plain(sources, api.base()))).hasSize(1);
            proxy.verify();
            api.verify();
        }
    }

    /** A repetition nobody counts would break the rate the API allows. */
    @Test
    void aRequestWhoseConnectionBreaksIsNotSentAgainBehindTheBudget() throws Exception {
        try (ForgetfulServer server = new ForgetfulServer();
                Sources sources = sources("{}", Map.of())) {
            Source source = plain(sources, server.base());
            assertThat(Rig.read(source)).hasSize(1);
            assertThat(Rig.fault(source).code()).isEqualTo(FaultCode.CONNECTION);
            assertThat(server.requests())
                    .as("requests sent")
                    .isEqualTo(2)
                    .isEqualTo(source.requests().total());
        }
    }
}
