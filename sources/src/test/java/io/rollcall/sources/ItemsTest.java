package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.sources.mock.MockResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listing and fetching, as the Office 365 Management Activity API wants it. */
class ItemsTest {

    private static final String FEED = "/api/v1.0/" + Rig.TENANT + "/activity/feed/";

    private Rig rig;
    private Source source;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        source = rig.shipped("office365-management", "Audit.General");
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private MockResponse listing(String... names) {
        List<String> entries = new ArrayList<>();
        for (String name : names) {
            entries.add("{\"contentId\":\"" + name + "\",\"contentUri\":\"" + rig.api.base() + FEED + "audit/" + name
                    + "\",\"contentCreated\":\"2026-03-02T09:0" + entries.size() + ":00Z\"}");
        }
        return MockResponse.json("[" + String.join(",", entries) + "]");
    }

    private void expectContent(String name, MockResponse response) {
        rig.api.expect("GET", FEED + "audit/" + name, response);
    }

    private static String record(int id) {
        return "[{\"Id\":\"" + id + "\",\"CreationTime\":\"2026-03-02T09:00:00\"}]";
    }

    @Test
    void anItemThatFailsThreeTimesIsSetAsideAndThoseBehindItFlowOn() throws Exception {
        rig.api.reply(listing("a", "b"));
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        assertThat(sweep.next()).isPresent();
        expectContent(
                "a", MockResponse.of(500, "{\"error\":{\"code\":\"AF50000\",\"message\":\"An internal error\"}}"));
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.RETRY);
        expectContent("a", MockResponse.json(record(1)).cutAfter(5));
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.RETRY);
        expectContent("a", MockResponse.json("[{"));
        Page failed = sweep.next().orElseThrow();
        assertThat(failed.item().orElseThrow().name()).isEqualTo("a");
        assertThat(failed.failure().orElseThrow().recovery()).isEqualTo(Recovery.QUARANTINE_ITEM);
        expectContent("b", MockResponse.json(record(2)));
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
        assertThat(sweep.next()).isEmpty();
        rig.api.verify();
    }

    @Test
    void throttlingIsNoItemsFault() throws Exception {
        rig.api.reply(listing("a"));
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        assertThat(sweep.next()).isPresent();
        for (int i = 0; i < 5; i++) {
            expectContent(
                    "a",
                    MockResponse.of(403, "{\"error\":{\"code\":\"AF429\",\"message\":\"Too many\"}}")
                            .with("Retry-After", "10"));
            assertThat(Rig.fault(sweep).code()).isEqualTo(FaultCode.THROTTLED);
            rig.clock.advance(Duration.ofSeconds(10));
        }
        expectContent("a", MockResponse.json(record(1)));
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
    }

    /** A wrong path gives the same answer: what it names must not be given up for that. */
    @Test
    void anItemThatIsGoneAndDoesNotSayWhenItExpiresIsAskedForUntilTheApiWouldHaveForgottenIt() throws Exception {
        rig.api.reply(listing("a", "b"));
        expectContent("a", MockResponse.of(400, "{\"error\":{\"code\":\"AF20051\",\"message\":\"expired\"}}"));
        expectContent("b", MockResponse.of(404, ""));
        List<Page> pages = Rig.read(source);
        assertThat(pages).hasSize(3);
        for (Page page : pages.subList(1, 3)) {
            assertThat(page.failure().orElseThrow().code()).isEqualTo(FaultCode.GONE);
            assertThat(page.failure().orElseThrow().recovery()).isEqualTo(Recovery.QUARANTINE_ITEM);
            assertThat(page.item().orElseThrow().expires()).contains(Rig.NOW.plus(Duration.ofDays(7)));
        }
    }

    /** A store that is behind its listing looks like this, and so does one replica of many. */
    @Test
    void anItemThatIsGoneBeforeItExpiresIsTriedAgain() throws Exception {
        rig.api.reply(MockResponse.json("[{\"contentId\":\"a\",\"contentUri\":\"" + rig.api.base() + FEED
                + "audit/a\",\"contentExpiration\":\"2026-03-09T09:00:00.000Z\"}]"));
        expectContent("a", MockResponse.of(404, ""));
        Page page = Rig.read(source).get(1);
        assertThat(page.failure().orElseThrow().code()).isEqualTo(FaultCode.GONE);
        assertThat(page.failure().orElseThrow().recovery()).isEqualTo(Recovery.QUARANTINE_ITEM);
    }

    @Test
    void anItemThatWasLookedForInAWrongPlaceIsFoundOnceTheDefinitionIsMended() throws Exception {
        String wrong = Rig.PLAIN
                .replace("kind: next-url, pointer: /next", "kind: none")
                .replace(
                        "time: {",
                        "items: {id: /id, path: \"/wrong/{item.id}\", created: {pointers: /time}, records: /events}\ntime: {");
        String body = "{\"events\":[{\"id\":\"a b\",\"time\":\"2026-03-02T09:00:00Z\"}]}";
        rig.api.expect("GET", "/events", MockResponse.json(body));
        rig.api.expect("GET", "/wrong/a%20b", MockResponse.of(404, ""));
        Item item = Rig.read(rig.open(wrong)).get(1).item().orElseThrow();
        rig.api.expect("GET", "/right/a%20b", MockResponse.json(body));
        Source mended = rig.open(wrong.replace("/wrong/", "/right/"));
        assertThat(mended.reopen(List.of(item)).next().orElseThrow().events()).hasSize(1);
        rig.api.verify();
    }

    @Test
    void settledItemsAreNotFetched() throws Exception {
        rig.api.reply(listing("a", "b"));
        expectContent("b", MockResponse.json(record(2)));
        List<Page> pages =
                Rig.readAll(source.open(Rig.WINDOW, item -> item.name().equals("a")));
        assertThat(pages).hasSize(2);
        assertThat(pages.get(1).item().orElseThrow().name()).isEqualTo("b");
        rig.api.verify();
    }

    @Test
    void itemsThatFailedAreFetchedAgain() throws Exception {
        rig.api.reply(listing("a", "b"));
        expectContent("a", MockResponse.json(record(1)));
        expectContent("b", MockResponse.json(record(2)));
        List<Item> items =
                Rig.read(source).stream().flatMap(page -> page.item().stream()).toList();
        rig.api.expect(
                "b first, with its publisher",
                request -> request.path().endsWith("/audit/b")
                        && Rig.TENANT.equals(request.query().get("PublisherIdentifier")),
                MockResponse.json(record(2)));
        expectContent("a", MockResponse.json(record(1)));
        List<Page> again = Rig.readAll(source.reopen(List.of(items.get(1), items.get(0))));
        assertThat(again).hasSize(2);
        assertThat(source.reopen(List.of()).next()).isEmpty();
        rig.api.verify();
    }

    @Test
    void anEntryThatSaysNeitherWhatNorWhereItIsDoesNotStopTheOthers() throws Exception {
        rig.api.reply(MockResponse.json(
                "[{\"contentUri\":\"\"},17,{\"contentId\":\"c\",\"contentUri\":\"" + FEED + "audit/c\"}]"));
        expectContent("c", MockResponse.json(record(3)));
        List<Page> pages = Rig.read(source);
        assertThat(pages).hasSize(4);
        assertThat(pages.stream().filter(page -> page.failure().isPresent())).hasSize(2);
        rig.api.verify();
    }

    @Test
    void aMissingSubscriptionIsStartedAndOneThatRunsAlreadyIsNoMistake() throws Exception {
        rig.api.expect(
                "GET",
                FEED + "subscriptions/list",
                MockResponse.json("[{\"contentType\":\"Audit.General\",\"status\":\"disabled\"}]"));
        rig.api.expect(
                "start",
                request -> request.method().equals("POST")
                        && request.path().equals(FEED + "subscriptions/start")
                        && "Audit.General".equals(request.query().get("contentType")),
                MockResponse.of(
                        400,
                        "{\"error\":{\"code\":\"AF20024\",\"message\":\"The subscription is already enabled. No property change.\"}}"));
        source.prepare();
        rig.api.verify();
        rig.api.expect("GET", FEED + "subscriptions/list", MockResponse.json("[]"));
        try {
            source.prepare();
            throw new AssertionError("started again within 15 minutes");
        } catch (SourceFault fault) {
            assertThat(fault.retryAfter()).contains(Duration.ofMinutes(15));
        }
    }

    @Test
    void aDisabledSubscriptionSaysThatThePreparationIsGone() throws Exception {
        rig.api.reply(MockResponse.of(
                400,
                "{\"error\":{\"code\":\"AF20023\",\"message\":\"The subscription was disabled by a tenant admin.\"}}"));
        SourceFault fault = Rig.fault(source);
        assertThat(fault.code()).isEqualTo(FaultCode.SUBSCRIPTION_DISABLED);
        assertThat(fault.recovery()).isEqualTo(Recovery.RESTART_SWEEP);
    }

    @Test
    void anErrorWhoseCodeIsADiagnosticDumpIsUnderstoodByItsText() throws Exception {
        rig.api.reply(
                MockResponse.of(
                        400,
                        "{\"error\":{\"code\":\"StartSubscription [CorrId=1][TenantId=2\",\"message\":\"DataServiceException: Tenant 2 does not exist.\"}}"));
        SourceFault fault = Rig.fault(source);
        assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
        assertThat(fault).hasMessageContaining("audit logging");
    }

    @Test
    void aWindowThatBeganTooLongAgoIsMovedUpToWhatTheApiAccepts() throws Exception {
        rig.api.expect(
                "a start less than seven days ago, whichever way the clocks differ, in whole seconds and without zone",
                request -> "2026-02-23T10:00:05".equals(request.query().get("startTime")),
                MockResponse.json("[]"));
        var window = new io.rollcall.engine.event.Window(
                Rig.NOW.minus(Duration.ofDays(7)).minusSeconds(600),
                Rig.NOW.minus(Duration.ofDays(6)).minusSeconds(600));
        assertThat(Rig.readAll(source.open(window, item -> false))).hasSize(1);
        rig.api.verify();
    }

    @Test
    void whatTheApiRefusesAsTooOldIsNotPlannedEither() {
        assertThat(source.traits().retention())
                .isLessThan(Duration.ofDays(7))
                .isGreaterThan(Duration.ofDays(7).minusHours(1));
    }
}
