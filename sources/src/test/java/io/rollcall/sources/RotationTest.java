package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.sources.auth.RefreshTokens;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.http.HttpSettings;
import io.rollcall.sources.mock.MockRequest;
import io.rollcall.sources.mock.MockResponse;
import io.rollcall.sources.mock.ScriptedApi;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refresh tokens that change with every use, at an endpoint that takes each once only. */
class RotationTest {

    private static final String YAML = Rig.PLAIN.replace("auth: {kind: none}", """
                    options: {refresh: {kind: secret, doc: R.}}
                    auth:
                      kind: oauth2
                      grant: refresh_token
                      rotates: true
                      client: none
                      token_url: "{base_url}/oauth2/token"
                      form: {refresh_token: "{refresh}"}""");

    private final ManualClock clock = new ManualClock(Rig.NOW);
    private final Memory memory = new Memory();
    private final Set<String> used = new HashSet<>();
    private int issued;
    private ScriptedApi api;

    /** Keeps tokens as a disk does, which may be full. */
    private static final class Memory implements RefreshTokens {
        private final List<String> tokens = new ArrayList<>();
        private boolean isFull;
        private boolean fillsUp;

        @Override
        public Lease take(String id) throws IOException {
            if (isFull) {
                throw new IOException("no space left");
            }
            return new Lease() {
                @Override
                public List<String> kept() {
                    return List.copyOf(tokens);
                }

                @Override
                public void keep(String token) throws IOException {
                    if (fillsUp) {
                        throw new IOException("no space left");
                    }
                    tokens.add(0, token);
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }
    }

    @BeforeEach
    void start() throws IOException {
        api = new ScriptedApi();
        api.tokenEndpoint(this::token);
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
    }

    private MockResponse token(MockRequest request) {
        String refresh = request.body().replaceAll(".*refresh_token=([^&]*).*", "$1");
        boolean isKnown = refresh.equals("first") || refresh.matches("r\\d+");
        if (!isKnown || !used.add(refresh)) {
            return MockResponse.of(400, "{\"error\":\"invalid_grant\"}");
        }
        issued++;
        return MockResponse.json(
                "{\"access_token\":\"access-" + issued + "\",\"expires_in\":60,\"refresh_token\":\"r" + issued + "\"}");
    }

    /** A process of its own, as after a crash. */
    private final class Run implements AutoCloseable {
        private final Sources sources;
        private final io.rollcall.engine.source.Source source;

        Run() throws IOException {
            sources = new Sources(HttpSettings.plain("test"), clock, new Budgets(clock), UUID::randomUUID);
            sources.keepRefreshTokens(memory);
            Definition definition = Rig.definition(YAML);
            source =
                    sources.open(definition, "all", Rig.options(definition, "refresh: first\nbase_url: " + api.base()));
        }

        Page read() throws SourceFault, InterruptedException {
            api.reply(MockResponse.json("{\"events\":[]}"));
            return source.open(Rig.WINDOW, item -> false).next().orElseThrow();
        }

        SourceFault fault() throws InterruptedException {
            return Rig.fault(source);
        }

        @Override
        public void close() {
            sources.close();
        }
    }

    private String lastToken() {
        return api.requests().get(api.requests().size() - 1).header("authorization");
    }

    @Test
    void eachUseGivesTheNextOne_alsoInTheNextProcess() throws Exception {
        try (Run run = new Run()) {
            assertThat(run.read().events()).isEmpty();
            assertThat(memory.tokens).containsExactly("r1");
            clock.advance(Duration.ofMinutes(2));
            assertThat(run.read().events()).isEmpty();
        }
        try (Run run = new Run()) {
            assertThat(run.read().events()).isEmpty();
        }
        assertThat(memory.tokens).containsExactly("r3", "r2", "r1");
        assertThat(lastToken()).isEqualTo("Bearer access-3");
    }

    @Test
    void whereNoneCanBeKeptNoneIsUsed() throws Exception {
        memory.isFull = true;
        try (Run run = new Run()) {
            SourceFault fault = run.fault();
            assertThat(fault.code()).isEqualTo(FaultCode.NO_TOKEN);
            assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
            assertThat(fault.getMessage()).contains("no space left").doesNotContain("first");
            assertThat(api.tokenRequests()).isEmpty();
            memory.isFull = false;
            assertThat(run.read().events()).isEmpty();
        }
    }

    @Test
    void oneThatCouldNotBeKeptIsKeptBeforeAnythingElse() throws Exception {
        memory.fillsUp = true;
        try (Run run = new Run()) {
            assertThat(run.fault().code()).isEqualTo(FaultCode.NO_TOKEN);
            assertThat(api.requests()).as("its access token is not used").isEmpty();
            assertThat(run.fault().code()).isEqualTo(FaultCode.NO_TOKEN);
            assertThat(api.tokenRequests()).as("no other is asked for").hasSize(1);
            memory.fillsUp = false;
            assertThat(run.read().events()).isEmpty();
            assertThat(memory.tokens).containsExactly("r1");
            assertThat(api.tokenRequests()).hasSize(1);
        }
    }

    /** Such an endpoint takes the old one for as long as the new one has not been used. */
    @Test
    void anAnswerLostInACrashIsHadAgainWithTheTokenBefore() throws Exception {
        try (Run run = new Run()) {
            assertThat(run.read().events()).isEmpty();
            clock.advance(Duration.ofMinutes(2));
            memory.fillsUp = true;
            assertThat(run.fault().code()).isEqualTo(FaultCode.NO_TOKEN);
        }
        used.remove("r1");
        memory.fillsUp = false;
        try (Run run = new Run()) {
            assertThat(run.read().events()).isEmpty();
        }
        assertThat(memory.tokens).containsExactly("r3", "r1");
    }

    @Test
    void whenNoneIsAcceptedAPersonIsTold() throws Exception {
        used.add("first");
        memory.tokens.add("r77");
        used.add("r77");
        try (Run run = new Run()) {
            SourceFault fault = run.fault();
            assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
            assertThat(fault.getMessage())
                    .contains("get a new one and configure it")
                    .doesNotContain("r77");
            assertThat(api.tokenRequests()).hasSize(2);
        }
    }
}
