package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.mock.MockResponse;
import io.rollcall.sources.mock.MockTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers other than pages lead to. */
class AnswersTest {

    private static final String EMPTY = "{\"value\":[]}";

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private Source signIns() {
        return rig.shipped("entra-signins", "interactive");
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"innerError\":{}}}";
    }

    @Test
    void aRefusedTokenIsRenewedOnce() throws Exception {
        rig.api.tokenEndpoint(unused -> MockResponse.json(
                MockTokens.answer("token-" + rig.api.tokenRequests().size(), 3599)));
        rig.api.expect(
                "with the first token",
                request -> request.header("authorization").equals("Bearer token-1"),
                MockResponse.of(401, error("InvalidAuthenticationToken", "Lifetime validation failed")));
        rig.api.expect(
                "with the second token",
                request -> request.header("authorization").equals("Bearer token-2"),
                MockResponse.json(EMPTY));
        assertThat(Rig.read(signIns())).hasSize(1);
        rig.api.verify();
    }

    @Test
    void aFreshTokenThatIsRefusedTooIsTriedAgainAndThenAPersonsTask() throws Exception {
        Source source = signIns();
        for (int i = 0; i < 8; i++) {
            rig.api.reply(MockResponse.of(401, error("InvalidAuthenticationToken", "no")));
        }
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        for (int i = 0; i < 3; i++) {
            SourceFault fault = Rig.fault(sweep);
            assertThat(fault.code()).isEqualTo(FaultCode.UNAUTHORIZED);
            assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
            rig.clock.advance(Duration.ofSeconds(10));
        }
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.SUSPEND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7 | PT7S", "1.5 | PT1.5S", "Mon, 02 Mar 2026 10:00:42 GMT | PT12S", " | PT10S", "soon | PT10S"})
    void throttlingClosesTheBudgetForAsLongAsTheApiSays(String retryAfter, Duration wait) throws Exception {
        MockResponse answer = MockResponse.of(429, error("UnknownError", "Too Many Requests"))
                .with("Date", "Mon, 02 Mar 2026 10:00:30 GMT");
        rig.api.reply(retryAfter == null ? answer : answer.with("Retry-After", retryAfter));
        Source source = signIns();
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        SourceFault fault = Rig.fault(sweep);
        assertThat(fault.code()).isEqualTo(FaultCode.THROTTLED);
        assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
        assertThat(fault.retryAfter()).contains(wait);
        assertThat(fault.vendorWords()).isEqualTo("UnknownError: Too Many Requests");
        if (wait.compareTo(Duration.ofSeconds(5)) > 0) {
            SourceFault closed = Rig.fault(rig.shipped("entra-audits", "directory"));
            assertThat(closed.code()).as("other definitions share the budget").isEqualTo(FaultCode.BUDGET_SPENT);
            assertThat(closed.retryAfter()).contains(wait);
        }
        assertThat(source.requests().total()).isEqualTo(1);
        rig.clock.advance(wait);
        rig.api.reply(MockResponse.json(EMPTY));
        assertThat(sweep.next()).isPresent();
        rig.api.verify();
    }

    @Test
    void aForbiddenThatMeansThrottlingIsThrottling() throws Exception {
        rig.api.reply(MockResponse.of(403, "{'error':{'code':'AF429','message':'Too many requests. Method=GetBlob'}}"));
        SourceFault fault = Rig.fault(rig.shipped("office365-management", "Audit.General"));
        assertThat(fault.code()).isEqualTo(FaultCode.THROTTLED);
        assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
    }

    @Test
    void aMissingLicenceIsTriedAgainSinceTheApiSaysItByMistakeToo() throws Exception {
        String body = error(
                "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                "Neither tenant is B2C or tenant doesn't have premium license");
        Sweep sweep = signIns().open(Rig.WINDOW, item -> false);
        for (int i = 0; i < 6; i++) {
            rig.clock.advance(Duration.ofMinutes(1));
            rig.api.reply(MockResponse.of(403, body));
            SourceFault fault = Rig.fault(sweep);
            assertThat(fault.code()).isEqualTo(FaultCode.PERMISSION_MISSING);
            assertThat(fault.recovery()).isEqualTo(i < 5 ? Recovery.RETRY : Recovery.SUSPEND);
            assertThat(fault).hasMessageContaining("Directory.Read.All");
        }
        rig.api.reply(MockResponse.json(EMPTY));
        assertThat(sweep.next()).isPresent();
    }

    @Test
    void aMissingPermissionNamesWhatToGrantAndTakesANewTokenNextTime() throws Exception {
        rig.api.reply(MockResponse.of(
                403, error("Authentication_MSGraphPermissionMissing", "Calling principal does not have required")));
        Source source = signIns();
        SourceFault fault = Rig.fault(source);
        assertThat(fault.code()).isEqualTo(FaultCode.PERMISSION_MISSING);
        assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
        assertThat(fault).hasMessageContaining("AuditLog.Read.All");
        rig.api.reply(MockResponse.json(EMPTY));
        assertThat(Rig.read(source)).hasSize(1);
        assertThat(rig.api.tokenRequests()).hasSize(2);
    }

    @Test
    void aStaleSkipTokenRestartsTheWindow() throws Exception {
        rig.api.reply(MockResponse.of(400, error("", "Token not found: token is either invalid or expired")));
        SourceFault fault = Rig.fault(signIns());
        assertThat(fault.code()).isEqualTo(FaultCode.STALE_CONTINUATION);
        assertThat(fault.recovery()).isEqualTo(Recovery.RESTART_SWEEP);
    }

    @Test
    void aGatewayTimeoutIsTriedAgainAndThenTheWindowIsMadeSmaller() throws Exception {
        Sweep sweep = signIns().open(Rig.WINDOW, item -> false);
        Recovery last = Recovery.RETRY;
        for (int i = 0; i < 3; i++) {
            assertThat(last).isEqualTo(Recovery.RETRY);
            rig.api.reply(MockResponse.of(504, error("UnknownError", "")));
            last = Rig.fault(sweep).recovery();
        }
        assertThat(last).isEqualTo(Recovery.SHRINK_WINDOW);
    }

    @Test
    void anHtmlErrorPageIsShownAsWords() throws Exception {
        rig.api.reply(MockResponse.of(
                502,
                "<html><head><style>p {}</style><title>502 Bad\r\nGateway</title></head>\u0007<p>nginx</p></html>"));
        SourceFault fault = Rig.fault(signIns());
        assertThat(fault.code()).isEqualTo(FaultCode.SERVER_ERROR);
        assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
        assertThat(fault.vendorWords()).isEqualTo("502 Bad Gateway nginx");
    }

    @Test
    void aBodyThatIsNotJsonIsTriedAgainAndThenTheWindowIsMadeSmaller() throws Exception {
        Sweep sweep = signIns().open(Rig.WINDOW, item -> false);
        for (int i = 0; i < 3; i++) {
            rig.api.reply(MockResponse.json("{\"value\":[{\"id\":\"1\"},{\"id"));
            SourceFault fault = Rig.fault(sweep);
            assertThat(fault.code()).isEqualTo(FaultCode.MALFORMED);
            assertThat(fault.recovery()).isEqualTo(i < 2 ? Recovery.RETRY : Recovery.SHRINK_WINDOW);
        }
    }

    @Test
    void aPageWithoutItsArrayIsNotTakenForAnEmptyOne() throws Exception {
        rig.api.reply(MockResponse.json("{\"@odata.context\":\"x\"}"));
        assertThat(Rig.fault(signIns()).code()).isEqualTo(FaultCode.MALFORMED);
        rig.api.reply(MockResponse.json("<html>Please sign in</html>"));
        assertThat(Rig.fault(signIns()).code()).isEqualTo(FaultCode.MALFORMED);
    }

    @Test
    void aBodyCutOffOnTheWayIsTriedAgain() throws Exception {
        rig.api.reply(MockResponse.json("{\"value\":[{\"id\":\"1\"}]}").cutAfter(12));
        SourceFault fault = Rig.fault(signIns());
        assertThat(fault.code()).isEqualTo(FaultCode.CONNECTION);
        assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
    }

    @Test
    void aBodyCutOffTimeAfterTimeIsAskedForInSmallerParts() throws Exception {
        Sweep sweep = rig.open(Rig.PLAIN).open(Rig.WINDOW, item -> false);
        for (int i = 0; i < 5; i++) {
            rig.api.reply(MockResponse.json("{\"events\":[]}").cutAfter(5));
            assertThat(Rig.fault(sweep).recovery()).isEqualTo(i < 4 ? Recovery.RETRY : Recovery.SHRINK_WINDOW);
        }
    }

    @Test
    void aWindowTheApiWouldRefuseAsTooOldIsNotAskedFor() throws Exception {
        var window = io.rollcall.engine.event.Window.endingAt(
                Rig.NOW.minus(Duration.ofDays(7)).plusSeconds(3), Duration.ofHours(1));
        Source source = rig.shipped("office365-management", "Audit.General");
        assertThat(Rig.fault(source.open(window, item -> false)).code()).isEqualTo(FaultCode.GONE);
        assertThat(rig.api.requests()).isEmpty();
    }

    @Test
    void aBodyThatStallsRunsIntoTheTimeoutOfTheWholeCall() throws Exception {
        rig.api.reply(MockResponse.json("{\"events\":[]}").stalledAfter(4));
        SourceFault fault = Rig.fault(rig.open(Rig.PLAIN + "limits: {timeout: 200ms}\n"));
        assertThat(fault.code()).isEqualTo(FaultCode.TIMEOUT);
        assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
    }

    @Test
    void aBodyThatUnpacksToMoreThanTheLimitIsStopped() throws Exception {
        String body = "{\"events\":[\"" + "a".repeat(5 << 20) + "\"]}";
        rig.api.reply(MockResponse.json(body).gzipped());
        SourceFault fault = Rig.fault(rig.open(Rig.PLAIN + "limits: {max_body: 1MiB}\n"));
        assertThat(fault.code()).isEqualTo(FaultCode.TOO_LARGE);
        assertThat(fault.recovery()).isEqualTo(Recovery.SHRINK_WINDOW);
    }

    @Test
    void aPackedBodyIsUnpacked() throws Exception {
        rig.api.reply(MockResponse.json("{\"events\":[{\"id\":1}]}").gzipped());
        assertThat(Rig.read(rig.open(Rig.PLAIN)).get(0).events()).hasSize(1);
        assertThat(rig.api.requests().get(0).header("accept-encoding")).isEqualTo("gzip");
    }

    @Test
    void noAnswerAtAllIsAConnectionFault() throws Exception {
        Definition plain = Rig.definition(Rig.PLAIN);
        // Nobody listens at a port that is reserved; one that was free a moment ago somebody else may have taken.
        Source source = rig.sources.open(plain, "all", Rig.options(plain, "base_url: http://127.0.0.1:1"));
        SourceFault fault = Rig.fault(source);
        assertThat(fault.code()).isEqualTo(FaultCode.CONNECTION);
        assertThat(fault.recovery()).isEqualTo(Recovery.RETRY);
    }

    @Test
    void theApisClockIsReadFromItsAnswers() throws Exception {
        rig.api.reply(MockResponse.json("{\"events\":[]}").with("Date", "Mon, 02 Mar 2026 10:01:00 GMT"));
        Source source = rig.open(Rig.PLAIN);
        assertThat(source.clockOffset()).isEmpty();
        assertThat(Rig.read(source).get(0).requestedAt()).isEqualTo(Rig.NOW.plusMillis(60_500));
        assertThat(source.clockOffset()).isEqualTo(Optional.of(Duration.ofMillis(60_500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT3H", "PT72H"})
    void theApisClockIsStillKnownWhenOursHasBeenSet(Duration step) throws Exception {
        rig.api.reply(MockResponse.json("{\"events\":[]}").with("Date", "Mon, 02 Mar 2026 10:01:00 GMT"));
        rig.api.reply(MockResponse.json("{\"events\":[]}"));
        Source source = rig.open(Rig.PLAIN);
        Rig.read(source);
        rig.clock.set(Rig.NOW.plus(step));
        assertThat(source.clockOffset()).contains(Duration.ofMillis(60_500).minus(step));
        rig.clock.advance(Duration.ofSeconds(5));
        assertThat(rig.clock.now().plus(source.clockOffset().orElseThrow())).isEqualTo(Rig.NOW.plusMillis(65_500));
        assertThat(Rig.read(source).get(0).requestedAt()).isEqualTo(Rig.NOW.plusMillis(65_500));
    }

    @Test
    void aStatusMayStandForNothing() throws Exception {
        rig.api.reply(MockResponse.of(204, ""));
        assertThat(Rig.read(rig.open(Rig.PLAIN)).get(0).events()).isEmpty();
    }

    @Test
    void aSuccessThatSaysItFailedIsAFaultWhereTheDefinitionSaysSo() throws Exception {
        String rules = "errors: [{status: 200, pointer: /stat, matches: FAIL, then: retry, advice: Wait.}]\n";
        rig.api.reply(MockResponse.json("{\"stat\":\"FAIL\",\"message\":\"not now\"}"));
        SourceFault fault = Rig.fault(rig.open(Rig.PLAIN + rules));
        assertThat(fault.code()).isEqualTo(FaultCode.SERVER_ERROR);
        assertThat(fault).hasMessageEndingWith("Wait.");
        assertThat(fault.vendorWords()).isEqualTo("not now");
    }
}
