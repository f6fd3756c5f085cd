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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ids that are listed, and their records asked for many at once. */
class BatchTest {

    private static final String YAML = Rig.PLAIN
            .replace("paging: {kind: next-url, pointer: /next}", """
            paging: {kind: offset, parameter: offset, total: /total}
            items:
              id: ""
              batch:
                size: 4
                request: {method: post, path: /details, body: {json: {ids: "{item.ids}"}}}
                returned: /id
              records: /found""")
            .replace("/events\nidentity", "/ids\nidentity");

    private Rig rig;
    private Source source;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        source = rig.open(YAML);
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private static String array(String... ids) {
        return Arrays.stream(ids).map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private void list(int offset, int total, String... ids) {
        rig.api.expect(
                "the listing from " + offset,
                request -> request.path().equals("/events")
                        && String.valueOf(offset).equals(request.query().get("offset")),
                MockResponse.json("{\"total\":" + total + ",\"ids\":" + array(ids) + "}"));
    }

    private void details(MockResponse response, String... ids) {
        rig.api.expect(
                "details of " + array(ids),
                request -> request.path().equals("/details")
                        && request.method().equals("POST")
                        && request.body().equals("{\"ids\":" + array(ids) + "}"),
                response);
    }

    private static MockResponse records(String... ids) {
        return MockResponse.json(Arrays.stream(ids)
                .map(id -> "{\"id\":\"" + id + "\",\"time\":\"2026-03-02T09:00:00Z\"}")
                .collect(Collectors.joining(",", "{\"found\":[", "]}")));
    }

    private static String shown(Page page) {
        return page.item().map(item -> item.name() + " failed: ").orElse("")
                + page.failure()
                        .map(fault -> fault.code() + " " + fault.recovery())
                        .orElseGet(() -> page.events().size() + " events");
    }

    @Test
    void theRecordsOfEachPageAreAskedForInBatches() throws Exception {
        list(0, 6, "a", "b", "c", "d", "e");
        details(records("d", "c", "b", "a"), "a", "b", "c", "d");
        details(records("e"), "e");
        list(5, 6, "f");
        details(records("f"), "f");
        assertThat(Rig.read(source))
                .extracting(BatchTest::shown)
                .containsExactly("0 events", "4 events", "1 events", "0 events", "1 events");
        rig.api.verify();
    }

    /** They may have changed since. */
    @Test
    void whatHasBeenReadBeforeIsAskedForAgain() throws Exception {
        list(0, 1, "a");
        details(records("a"), "a");
        assertThat(Rig.readAll(source.open(Rig.WINDOW, item -> true))).hasSize(2);
    }

    @Test
    void anItemWhoseRecordDoesNotComeIsSetAside_andHadLater() throws Exception {
        list(0, 3, "a", "b", "c");
        details(records("a", "c"), "a", "b", "c");
        List<Page> pages = Rig.read(source);
        assertThat(pages)
                .extracting(BatchTest::shown)
                .containsExactly("0 events", "2 events", "b failed: GONE QUARANTINE_ITEM");
        Item missing = pages.get(2).item().orElseThrow();
        assertThat(missing.expires()).contains(Rig.NOW.plus(Duration.ofDays(7)));
        details(records("b"), "b");
        Page found = source.reopen(List.of(missing)).next().orElseThrow();
        assertThat(found.item()).contains(missing);
        assertThat(found.events()).hasSize(1);
        details(records(), "b");
        assertThat(shown(source.reopen(List.of(missing)).next().orElseThrow()))
                .isEqualTo("b failed: GONE QUARANTINE_ITEM");
        rig.api.verify();
    }

    @Test
    void aBatchThatFailsIsAskedForInHalvesUntilTheOneThatFailsIsFound() throws Exception {
        list(0, 4, "a", "b", "c", "d");
        MockResponse broken = MockResponse.of(500, "{}");
        details(broken, "a", "b", "c", "d");
        details(broken, "a", "b", "c", "d");
        details(broken, "a", "b", "c", "d");
        details(records("a", "b"), "a", "b");
        details(broken, "c", "d");
        details(broken, "c");
        details(records("d"), "d");
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        assertThat(shown(sweep.next().orElseThrow())).isEqualTo("0 events");
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.RETRY);
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.RETRY);
        assertThat(Rig.readAll(sweep))
                .extracting(BatchTest::shown)
                .containsExactly("2 events", "c failed: SERVER_ERROR QUARANTINE_ITEM", "1 events");
        rig.api.verify();
    }

    @Test
    void whatFailsForEverySingleItemIsNoItemsFault() throws Exception {
        list(0, 4, "a", "b", "c", "d");
        MockResponse refused = MockResponse.of(400, "{}");
        details(refused, "a", "b", "c", "d");
        details(refused, "a", "b");
        details(refused, "a");
        details(refused, "b");
        details(refused, "c", "d");
        details(refused, "c");
        details(refused, "d");
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        int failed = 0;
        while (true) {
            try {
                Optional<Page> page = sweep.next();
                failed += page.orElseThrow().failure().isPresent() ? 1 : 0;
            } catch (SourceFault fault) {
                assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
                break;
            }
        }
        assertThat(failed).isEqualTo(3);
        rig.api.verify();
    }

    @Test
    void throttlingIsNoItemsFault() throws Exception {
        list(0, 1, "a");
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        assertThat(sweep.next()).isPresent();
        for (int i = 0; i < 5; i++) {
            details(MockResponse.of(429, "{}").with("Retry-After", "10"), "a");
            assertThat(Rig.fault(sweep).code()).isEqualTo(FaultCode.THROTTLED);
            rig.clock.advance(Duration.ofSeconds(10));
        }
        details(records("a"), "a");
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
    }

    /** What changes meanwhile leaves its place, and all behind it move up. */
    @Test
    void aTotalThatShrinksWhilePagesAreCountedMeansThatSomeMayHaveBeenSkipped() throws Exception {
        list(0, 4, "a", "b");
        details(records("a", "b"), "a", "b");
        list(2, 3, "d");
        details(records("d"), "d");
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        for (int page = 0; page < 4; page++) {
            assertThat(sweep.next()).isPresent();
        }
        SourceFault fault = Rig.fault(sweep);
        assertThat(fault.recovery()).isEqualTo(Recovery.RESTART_SWEEP);
        assertThat(fault.getMessage()).contains("there were 4 records").contains("are 3 now");
    }

    @Test
    void aFullPageWithoutAContinuationIsNoEndWhereTheApiCutsOff() throws Exception {
        Source cutting = rig.open(Rig.PLAIN.replace("pointer: /next}", "pointer: /next, cut_off_at: 2}"));
        String record = "{\"id\":\"a\",\"time\":\"2026-03-02T09:00:00Z\"}";
        rig.api.reply(MockResponse.json("{\"events\":[" + record + "," + record + "]}"));
        Sweep sweep = cutting.open(Rig.WINDOW, item -> false);
        assertThat(sweep.next().orElseThrow().events()).hasSize(2);
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.SHRINK_WINDOW);
        rig.api.reply(MockResponse.json("{\"events\":[" + record + "]}"));
        assertThat(Rig.read(cutting)).hasSize(1);
    }
}
