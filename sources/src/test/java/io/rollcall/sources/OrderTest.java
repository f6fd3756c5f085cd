package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sources.mock.MockResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition says of the end of a window, against what the records and the answers show. */
class OrderTest {

    private static final String OPEN = Rig.PLAIN
            .replace(", to: \"{window.to}\"", "")
            .replace("max_span: 1d", "max_span: 1d, upper: omitted")
            .replace("pointer: /next", "pointer: /next, order: ascending");

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    /** Records at times, given as minutes after nine. */
    private void page(String path, String next, int... minutes) {
        StringBuilder records = new StringBuilder();
        for (int minute : minutes) {
            records.append(records.isEmpty() ? "" : ",")
                    .append("{\"id\":\"")
                    .append(minute)
                    .append("\",\"time\":\"2026-03-02T")
                    .append(String.format("%02d:%02d", 9 + minute / 60, minute % 60))
                    .append(":00Z\"}");
        }
        rig.api.expect("GET", path, MockResponse.json("{\"events\":[" + records + "],\"next\":" + next + "}"));
    }

    private long events(String yaml) throws Exception {
        long events = Rig.read(rig.open(yaml)).stream()
                .mapToLong(page -> page.events().size())
                .sum();
        rig.api.verify();
        return events;
    }

    @Test
    void aPageBeyondTheWindowIsTheLastWhereRecordsGoForward() throws Exception {
        page("/events", "\"/2\"", 10, 70);
        page("/2", "\"/3\"", 80, 90);
        assertThat(events(OPEN)).isEqualTo(4);
    }

    @Test
    void anOrderTheRecordsContradictEndsNothing() throws Exception {
        page("/events", "\"/2\"", 90, 80);
        page("/2", "\"/3\"", 70, 65);
        page("/3", "null", 50, 10);
        assertThat(events(OPEN)).isEqualTo(6);
    }

    @Test
    void pagesOfOneRecordShowTheirOrderTogether() throws Exception {
        page("/events", "\"/2\"", 90);
        page("/2", "\"/3\"", 70);
        page("/3", "null", 30);
        assertThat(events(OPEN)).isEqualTo(3);
    }

    @Test
    void oneMorePageIsReadWhereTheFirstShowsNoOrder() throws Exception {
        page("/events", "\"/2\"", 80);
        page("/2", "\"/3\"", 90);
        assertThat(events(OPEN)).isEqualTo(2);
    }

    @Test
    void theSameHoldsBackward() throws Exception {
        String backward = Rig.PLAIN
                .replace("from: \"{window.from}\", ", "")
                .replace("max_span: 1d", "max_span: 1d, lower: omitted")
                .replace("pointer: /next", "pointer: /next, order: descending");
        page("/events", "\"/2\"", -120, -60);
        page("/2", "null", 10, 20);
        assertThat(events(backward)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"true,false", "1,0", "'\"true\"','\"false\"'", "'\"Y\"','\"N\"'", "1,null"})
    void aFlagMayBeWrittenInAnyWay(String set, String notSet) throws Exception {
        String yaml = Rig.PLAIN.replace(
                "kind: next-url, pointer: /next", "kind: token, pointer: /next, parameter: cursor, more: /more");
        rig.api.expect("GET", "/events", MockResponse.json("{\"events\":[],\"next\":\"a\",\"more\":" + set + "}"));
        rig.api.expect("GET", "/events", MockResponse.json("{\"events\":[],\"next\":\"b\",\"more\":" + notSet + "}"));
        assertThat(events(yaml)).isZero();
    }

    @Test
    void aTotalThatOnlyTheFirstPageSaysIsRemembered() throws Exception {
        String yaml =
                Rig.PLAIN.replace("kind: next-url, pointer: /next", "kind: offset, parameter: offset, total: /total");
        String record = "{\"id\":\"%s\",\"time\":\"2026-03-02T09:10:00Z\"}";
        rig.api.expect("GET", "/events", MockResponse.json("{\"events\":[" + record.formatted("a") + "],\"total\":2}"));
        rig.api.expect("GET", "/events", MockResponse.json("{\"events\":[" + record.formatted("b") + "]}"));
        assertThat(events(yaml)).isEqualTo(2);
    }

    @Test
    void aParameterTheRequestStatesIsWhatTheFirstPageHas() throws Exception {
        String yaml = Rig.PLAIN
                .replace("query: {", "query: {cursor: \"0\", ")
                .replace("kind: next-url, pointer: /next", "kind: token, pointer: /next, parameter: cursor");
        rig.api.expect(
                "the first page",
                request -> "0".equals(request.query().get("cursor")),
                MockResponse.json("{\"events\":[],\"next\":\"a\"}"));
        rig.api.expect(
                "the second",
                request -> "a".equals(request.query().get("cursor")),
                MockResponse.json("{\"events\":[],\"next\":null}"));
        assertThat(events(yaml)).isZero();
    }

    @Test
    void anObjectMayBeTheOnlyRecord() throws Exception {
        rig.api.expect(
                "GET",
                "/events",
                MockResponse.json("{\"result\":{\"id\":\"a\",\"time\":\"2026-03-02T09:10:00Z\"},\"next\":null}"));
        assertThat(events(Rig.PLAIN.replace("records: /events", "records: /result/.")))
                .isEqualTo(1);
        rig.api.expect(
                "GET",
                "/events",
                MockResponse.json("{\"id\":\"a\",\"time\":\"2026-03-02T09:10:00Z\",\"next\":\"/2\"}"));
        rig.api.expect("GET", "/2", MockResponse.json("{\"id\":\"b\",\"time\":\"2026-03-02T09:10:00Z\"}"));
        assertThat(events(Rig.PLAIN.replace("records: /events", "records: /."))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"page_size: 100", "total: /count", "more: /is_more"})
    void aTrialFindsOutThatARuleEndsWindowsTooEarly(String rule) throws Exception {
        String yaml = Rig.PLAIN.replace("kind: next-url, pointer: /next", "kind: offset, parameter: offset, " + rule);
        String record = "{\"id\":\"%s\",\"time\":\"2026-03-02T09:10:00Z\"}";
        for (String id : List.of("a", "b")) {
            rig.api.expect(
                    "GET",
                    "/events",
                    MockResponse.json("{\"events\":[" + record.formatted(id) + "],\"count\":1,\"is_more\":0}"));
        }
        List<String> doubts = new ArrayList<>();
        assertThat(Rig.read(rig.doubt(yaml, doubts::add))).hasSize(1);
        assertThat(doubts).singleElement().asString().contains("has 1 more records of the window");
        rig.api.verify();
    }

    @Test
    void aTrialHasNoDoubtsWhereNothingComesBehindTheEnd() throws Exception {
        String yaml =
                Rig.PLAIN.replace("kind: next-url, pointer: /next", "kind: offset, parameter: offset, page_size: 100");
        String record = "{\"events\":[{\"id\":\"a\",\"time\":\"2026-03-02T09:10:00Z\"}]}";
        rig.api.expect("GET", "/events", MockResponse.json(record));
        rig.api.expect("an API that takes no offset", unused -> true, MockResponse.json(record));
        List<String> doubts = new ArrayList<>();
        assertThat(Rig.read(rig.doubt(yaml, doubts::add))).hasSize(1);
        assertThat(doubts).isEmpty();
    }
}
