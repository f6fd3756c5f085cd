package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sources.CheckStep.Outcome;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.mock.MockResponse;
import io.rollcall.sources.mock.MockTokens;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceCheckTest {

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private List<CheckStep> check() throws InterruptedException {
        Definition definition = Definitions.shipped().find("entra-signins").orElseThrow();
        return rig.sources
                .check(definition, "interactive", Rig.options(definition, rig.oauthOptions()))
                .run();
    }

    private static Outcome outcome(List<CheckStep> steps, String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + name + " in " + steps))
                .outcome();
    }

    @Test
    void allIsWell() throws InterruptedException {
        rig.api.tokenEndpoint(unused -> MockResponse.json(
                MockTokens.answer(MockTokens.withRoles("AuditLog.Read.All", "Directory.Read.All"), 3599)));
        rig.api.reply(MockResponse.json("{\"value\":[]}").with("Date", "Mon, 02 Mar 2026 10:05:00 GMT"));
        List<CheckStep> steps = check();
        assertThat(steps).noneMatch(CheckStep::isFailed);
        assertThat(outcome(steps, "connection base_url")).isEqualTo(Outcome.OK);
        assertThat(outcome(steps, "first page")).isEqualTo(Outcome.OK);
        assertThat(outcome(steps, "encryption base_url")).isEqualTo(Outcome.DOUBTFUL);
        assertThat(outcome(steps, "clock")).isEqualTo(Outcome.DOUBTFUL);
        rig.api.verify();
    }

    @Test
    void anApiThatIsBusyForAMomentIsAskedAgainAndOneThatStaysBusyFails() throws InterruptedException {
        rig.api.tokenEndpoint(unused -> MockResponse.json(
                MockTokens.answer(MockTokens.withRoles("AuditLog.Read.All", "Directory.Read.All"), 3599)));
        MockResponse busy = MockResponse.of(429, "{}").with("Retry-After", "8");
        rig.api.reply(busy);
        rig.api.reply(busy);
        rig.api.reply(MockResponse.json("{\"value\":[]}"));
        assertThat(outcome(check(), "first page")).isEqualTo(Outcome.OK);

        for (int i = 0; i < 4; i++) {
            rig.api.reply(busy);
        }
        assertThat(outcome(check(), "first page")).isEqualTo(Outcome.FAILED);
        rig.api.reply(MockResponse.of(429, "{}").with("Retry-After", "3600"));
        assertThat(outcome(check(), "first page"))
                .as("nobody waits for an hour")
                .isEqualTo(Outcome.FAILED);
        rig.api.verify();
    }

    @Test
    void aRoleThatIsOnlyAdvisedIsDoubtful() throws InterruptedException {
        rig.api.tokenEndpoint(
                unused -> MockResponse.json(MockTokens.answer(MockTokens.withRoles("AuditLog.Read.All"), 3599)));
        rig.api.reply(MockResponse.json("{\"value\":[]}"));
        assertThat(outcome(check(), "role Directory.Read.All")).isEqualTo(Outcome.DOUBTFUL);
    }

    @Test
    void afterAFailedStepTheOthersAreSkipped() throws InterruptedException {
        rig.api.tokenEndpoint(unused -> MockResponse.of(401, "{\"error_description\":\"AADSTS7000222: expired\"}"));
        List<CheckStep> steps = check();
        assertThat(outcome(steps, "token")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(steps, "first page")).isEqualTo(Outcome.SKIPPED);
        assertThat(steps)
                .anySatisfy(step ->
                        assertThat(step.detail()).contains("has expired").contains("AADSTS7000222"));
    }

    @Test
    void aServerThatIsNotThereFailsTheConnection() throws Exception {
        rig.api.close();
        List<CheckStep> steps = check();
        assertThat(outcome(steps, "connection base_url")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(steps, "token")).isEqualTo(Outcome.SKIPPED);
    }
}
