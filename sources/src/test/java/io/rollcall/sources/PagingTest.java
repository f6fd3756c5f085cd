package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.sources.mock.MockRequest;
import io.rollcall.sources.mock.MockResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private static String page(String next, int... ids) {
        StringBuilder records = new StringBuilder();
        for (int id : ids) {
            records.append(records.isEmpty() ? "" : ",")
                    .append("{\"id\":")
                    .append(id)
                    .append('}');
        }
        return "{\"events\":[" + records + "]" + (next.isEmpty() ? "" : ",\"next\":" + next) + "}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static List<Integer> sizes(List<Page> pages) {
        return pages.stream().map(page -> page.events().size()).toList();
    }

    private static String paging(String rule) {
        return Rig.PLAIN.replace("{kind: next-url, pointer: /next}", rule);
    }

    @Test
    void anEmptyPageInTheMiddleIsNotTheEnd() throws Exception {
        rig.api.expect("GET", "/events", MockResponse.json(page(quoted("/events?page=2"), 1)));
        rig.api.expect("GET", "/events", MockResponse.json(page(quoted("/events?page=3"))));
        rig.api.expect("GET", "/events", MockResponse.json(page("", 2)));
        assertThat(sizes(Rig.read(rig.open(Rig.PLAIN)))).containsExactly(1, 0, 1);
        rig.api.verify();
    }

    @Test
    void aLinkBeforeTheRecordsIsFoundToo() throws Exception {
        rig.api.reply(MockResponse.json("{\"next\":\"/events?page=2\",\"events\":[]}"));
        rig.api.reply(MockResponse.json(page("", 2)));
        assertThat(sizes(Rig.read(rig.open(Rig.PLAIN)))).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"null\""})
    void nothingInItsVariousSpellingsIsTheEnd(String nothing) throws Exception {
        rig.api.reply(MockResponse.json(page(nothing, 1)));
        assertThat(sizes(Rig.read(rig.open(Rig.PLAIN)))).containsExactly(1);
    }

    @Test
    void aPageThatLeadsToItselfIsKeptButTheWindowIsNotTakenForComplete() throws Exception {
        rig.api.reply(MockResponse.json(page(quoted("/events?page=2"), 1)));
        rig.api.reply(MockResponse.json(page(quoted("/events?page=2"), 2)));
        Sweep sweep = rig.open(Rig.PLAIN).open(Rig.WINDOW, item -> false);
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
        for (int i = 0; i < 2; i++) {
            SourceFault fault = Rig.fault(sweep);
            assertThat(fault.code()).isEqualTo(FaultCode.LOOP);
            assertThat(fault.recovery()).isEqualTo(Recovery.RESTART_SWEEP);
        }
        rig.api.verify();
    }

    @Test
    void aLoopOverSeveralPagesIsSeen() throws Exception {
        rig.api.reply(MockResponse.json(page(quoted("/events?page=2"), 1)));
        rig.api.reply(MockResponse.json(page(quoted("/events?page=3"), 2)));
        rig.api.reply(MockResponse.json(page(quoted("/events?page=2"), 3)));
        Sweep sweep = rig.open(Rig.PLAIN).open(Rig.WINDOW, item -> false);
        for (int i = 0; i < 3; i++) {
            assertThat(sweep.next()).isPresent();
        }
        assertThat(Rig.fault(sweep).code()).isEqualTo(FaultCode.LOOP);
    }

    @Test
    void aRepeatedTokenEndsTheWindowWhereTheDefinitionSaysSo() throws Exception {
        Source source = rig.open(paging("{kind: token, pointer: /next, parameter: cursor, repeated: end}"));
        rig.api.reply(MockResponse.json(page(quoted("a b"), 1)));
        rig.api.expect(
                "the cursor beside the window's bounds",
                request -> "a b".equals(request.query().get("cursor"))
                        && request.query().containsKey("from")
                        && request.query().containsKey("to"),
                MockResponse.json(page(quoted("a b"), 2)));
        assertThat(sizes(Rig.read(source))).containsExactly(1, 1);
        rig.api.verify();
    }

    @Test
    void aLinkToAnotherOriginIsReportedAfterItsPageAndGetsNothing() throws Exception {
        try (Rig other = new Rig()) {
            rig.api.reply(MockResponse.json(page(quoted(other.api.base() + "/events?page=2"), 1)));
            Sweep sweep = rig.open(Rig.PLAIN).open(Rig.WINDOW, item -> false);
            assertThat(sweep.next().orElseThrow().events()).hasSize(1);
            assertThat(Rig.fault(sweep).code()).isEqualTo(FaultCode.FOREIGN_LINK);
            assertThat(other.api.requests()).isEmpty();
        }
    }

    @Test
    void aLinkToAnotherOriginIsRebuiltWhereTheDefinitionSaysSo() throws Exception {
        rig.api.reply(MockResponse.json(page(quoted("https://elsewhere.example/v9/events?page=2&x=a%3ab"), 1)));
        rig.api.expect("GET", "/v9/events", MockResponse.json(page("", 2)));
        assertThat(sizes(Rig.read(rig.open(Rig.PLAIN + "foreign_links: rebuild\n"))))
                .containsExactly(1, 1);
        assertThat(rig.api.requests().get(1).query()).containsEntry("x", "a:b");
        rig.api.verify();
    }

    @Test
    void aRedirectToAnotherOriginIsNotFollowed() throws Exception {
        try (Rig other = new Rig()) {
            rig.api.reply(MockResponse.of(302, "").with("Location", other.api.base() + "/events"));
            assertThat(Rig.fault(rig.open(Rig.PLAIN)).code()).isEqualTo(FaultCode.FOREIGN_LINK);
            assertThat(other.api.requests()).isEmpty();
        }
    }

    @Test
    void aRedirectWithinTheOriginIsFollowed() throws Exception {
        rig.api.reply(MockResponse.of(307, "").with("Location", "/moved?x=1"));
        rig.api.expect("GET", "/moved", MockResponse.json(page("", 1)));
        assertThat(sizes(Rig.read(rig.open(Rig.PLAIN)))).containsExactly(1);
    }

    @Test
    void aNextLinkWithAnEmptyTokenIsNotFollowed() throws Exception {
        rig.api.reply(MockResponse.json(page(quoted("/events?$skiptoken="), 1)));
        Sweep sweep = rig.open(Rig.PLAIN).open(Rig.WINDOW, item -> false);
        assertThat(sweep.next()).isPresent();
        SourceFault fault = Rig.fault(sweep);
        assertThat(fault.code()).isEqualTo(FaultCode.STALE_CONTINUATION);
        assertThat(fault.recovery()).isEqualTo(Recovery.RESTART_SWEEP);
    }

    @Test
    void aLinkHeaderIsFound_amongSeveralLinksInOneHeader() throws Exception {
        rig.api.reply(MockResponse.json("[{\"id\":1}]")
                .with("LINK", "</events?self>; rel=\"self\", </events?after=1,2>; title=\"a, b\"; rel=next"));
        rig.api.expect(
                "the next link",
                request -> "1,2".equals(request.query().get("after")),
                MockResponse.json("[{\"id\":2}]"));
        Source source = rig.open(paging("{kind: link-header}").replace("records: /events", "records: \"\""));
        assertThat(sizes(Rig.read(source))).containsExactly(1, 1);
        rig.api.verify();
    }

    @Test
    void aFlagThatIsNotTrueIsTheEnd() throws Exception {
        Source source = rig.open(paging("{kind: next-url, pointer: /next, more: /meta/more}"));
        rig.api.reply(MockResponse.json("{\"meta\":{\"more\":true},\"events\":[],\"next\":\"/events?page=2\"}"));
        rig.api.reply(MockResponse.json("{\"events\":[{}],\"next\":\"/events?page=3\",\"meta\":{\"more\":false}}"));
        assertThat(sizes(Rig.read(source))).containsExactly(0, 1);
        rig.api.verify();
    }

    @Test
    void anEmptyPageIsTheEndWhereTheDefinitionSaysSo() throws Exception {
        Source source = rig.open(paging("{kind: next-url, pointer: /next, ends_on_empty_page: true}"));
        rig.api.reply(MockResponse.json(page(quoted("/events?page=2"), 1)));
        rig.api.reply(MockResponse.json(page(quoted("/events?page=3"))));
        assertThat(sizes(Rig.read(source))).containsExactly(1, 0);
        rig.api.verify();
    }

    @Test
    void linksThatNeverEndComeUpAgainstTheLimit() throws Exception {
        Source source = rig.open(Rig.PLAIN + "limits: {max_pages: 3}\n");
        for (int i = 0; i < 3; i++) {
            rig.api.reply(MockResponse.json(page(quoted("/events?page=" + i), i)));
        }
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        for (int i = 0; i < 3; i++) {
            assertThat(sweep.next()).isPresent();
        }
        SourceFault fault = Rig.fault(sweep);
        assertThat(fault.code()).isEqualTo(FaultCode.LOOP);
        assertThat(fault.recovery()).isEqualTo(Recovery.SHRINK_WINDOW);
    }

    @Test
    void aPageAskedForAgainAfterAFaultIsTheSamePage() throws Exception {
        rig.api.reply(MockResponse.json(page(quoted("/events?page=2"), 1)));
        rig.api.expect("page 2", request -> isPage(request, "2"), MockResponse.of(503, "<html>busy</html>"));
        rig.api.expect("page 2 again", request -> isPage(request, "2"), MockResponse.json(page("", 2)));
        Sweep sweep = rig.open(Rig.PLAIN).open(Rig.WINDOW, item -> false);
        assertThat(sweep.next()).isPresent();
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.RETRY);
        assertThat(sizes(Rig.readAll(sweep))).containsExactly(1);
        rig.api.verify();
    }

    private static boolean isPage(MockRequest request, String number) {
        return number.equals(request.query().get("page"));
    }

    @Test
    void anApiMayBeToldWhereAPageEnds() throws Exception {
        Source ranged = rig.open(Rig.PLAIN
                .replace(
                        "{from: \"{window.from}\", to: \"{window.to}\"}",
                        "{since: \"{window.from}\", until: \"{window.to}\", from: \"{page.offset}\", to: \"{page.end}\"}")
                .replace("{kind: next-url, pointer: /next}", "{kind: offset, page_size: 2}"));
        for (String[] page : new String[][] {{"0", "2", "{\"id\":1},{\"id\":2}"}, {"2", "4", "{\"id\":3}"}}) {
            rig.api.expect(
                    page[0] + " to " + page[1],
                    request -> page[0].equals(request.query().get("from"))
                            && page[1].equals(request.query().get("to")),
                    MockResponse.json("{\"events\":[" + page[2] + "]}"));
        }
        assertThat(Rig.read(ranged)).hasSize(2);
        rig.api.verify();
    }
}
