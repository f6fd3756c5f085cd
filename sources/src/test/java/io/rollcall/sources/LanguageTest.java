package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.mock.MockRequest;
import io.rollcall.sources.mock.MockResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each construct of the language by itself, against an API that checks every request. */
class LanguageTest {

    private static final String POST =
            Rig.PLAIN.replace("request: {path: /events, query: {from: \"{window.from}\", to: \"{window.to}\"}}", """
            request:
              method: post
              path: /events
              body: {json: {limit: 2, flag: true, range: [{from: "{window.from}", to: "{window.to}"}], after: "{page.token}"}}""");

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private static String paging(String yaml, String rule) {
        return yaml.replace("{kind: next-url, pointer: /next}", rule);
    }

    private void expect(String description, String key, String value, String body) {
        rig.api.expect(
                description, request -> value.equals(request.query().getOrDefault(key, "")), MockResponse.json(body));
    }

    private void expectBody(String body, MockResponse response) {
        rig.api.expect(
                body,
                request -> request.body().equals(body)
                        && request.header("content-type").equals("application/json"),
                response);
    }

    private List<String> bodies(String yaml) throws SourceFault, InterruptedException {
        List<String> bodies = Rig.read(rig.open(yaml)).stream()
                .flatMap(page -> page.events().stream())
                .map(event -> event.body().toString())
                .toList();
        rig.api.verify();
        return bodies;
    }

    @Test
    void aJsonBodyHasTypedValues_andATokenKeepsItsType() throws Exception {
        String yaml = paging(POST, "{kind: token, pointer: /next}");
        expectBody(
                "{\"limit\":2,\"flag\":true,\"range\":[{\"from\":\"2026-03-02T09:00:00.000Z\",\"to\":\"2026-03-02T10:00:00.000Z\"}]}",
                MockResponse.json("{\"events\":[{\"id\":1}],\"next\":[1576181718000,\"DZr\"]}"));
        expectBody(
                "{\"limit\":2,\"flag\":true,\"range\":[{\"from\":\"2026-03-02T09:00:00.000Z\",\"to\":\"2026-03-02T10:00:00.000Z\"}],"
                        + "\"after\":[1576181718000,\"DZr\"]}",
                MockResponse.json("{\"events\":[{\"id\":2}]}"));
        assertThat(bodies(yaml)).hasSize(2);
    }

    @Test
    void aTokenInAHeaderGoesIntoTheBody_whichTheFollowingPagesMayReplace() throws Exception {
        String yaml = paging(
                POST,
                "{kind: token, header: X-After, following: {body: {json: {only: \"{page.token}\", at: \"{now:epoch-seconds}\"}}}}");
        rig.api.reply(MockResponse.json("{\"events\":[]}").with("X-After", "[\"a\",1]"));
        expectBody("{\"only\":[\"a\",1],\"at\":1772445600}", MockResponse.json("{\"events\":[{\"id\":2}]}"));
        assertThat(bodies(yaml)).hasSize(1);
    }

    @Test
    void aListThatIsATokenIsJoinedInAQuery() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: token, pointer: /meta/next, parameter: next, following: {drop: [to]}}");
        expect("first", "next", "", "{\"events\":[{\"id\":1}],\"meta\":{\"next\":[\"15\",\"af\"]}}");
        rig.api.expect(
                "second",
                request -> "15,af".equals(request.query().get("next"))
                        && request.query().containsKey("from")
                        && !request.query().containsKey("to"),
                MockResponse.json("{\"events\":[{\"id\":2}]}"));
        assertThat(bodies(yaml)).hasSize(2);
    }

    @Test
    void theLastRecordMayHoldTheToken() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: token, record: /id, parameter: after, page_size: 2}");
        expect("first", "after", "", "{\"events\":[{\"id\":1},{\"id\":7}]}");
        expect("second", "after", "7", "{\"events\":[{\"id\":8}]}");
        assertThat(bodies(yaml)).hasSize(3);
    }

    @Test
    void aTokenMayHaveToBeCutOut() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: token, pointer: /next, extract: \"c=([^&]+)\", parameter: c}");
        expect("first", "c", "", "{\"events\":[{\"id\":1}],\"next\":\"https://other.example/x?a=1&c=zz&b=2\"}");
        expect("second", "c", "zz", "{\"events\":[{\"id\":2}]}");
        assertThat(bodies(yaml)).hasSize(2);
    }

    @Test
    void offsetsCountRecordsAndStopAtTheTotal() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: offset, parameter: offset, total: /total}");
        expect("first", "offset", "0", "{\"total\":3,\"events\":[{\"id\":1},{\"id\":2}]}");
        expect("second", "offset", "2", "{\"total\":3,\"events\":[{\"id\":3}]}");
        assertThat(bodies(yaml)).hasSize(3);
    }

    @Test
    void pagesAreCountedUntilOneIsEmptyOrShort() throws Exception {
        expect("first", "p", "1", "{\"events\":[{\"id\":1}]}");
        expect("second", "p", "2", "{\"events\":[]}");
        assertThat(bodies(paging(Rig.PLAIN, "{kind: page, parameter: p}"))).hasSize(1);
        expect("first", "p", "0", "{\"events\":[{\"id\":1},{\"id\":2}]}");
        expect("second", "p", "1", "{\"events\":[{\"id\":3}]}");
        assertThat(bodies(paging(Rig.PLAIN, "{kind: page, parameter: p, first: 0, page_size: \"2\"}")))
                .hasSize(3);
        expect("only", "p", "1", "{\"pages\":1,\"events\":[{\"id\":1},{\"id\":2}]}");
        assertThat(bodies(paging(Rig.PLAIN, "{kind: page, parameter: p, pages: /pages}")))
                .hasSize(2);
    }

    @Test
    void aFlagThatSaysDoneIsTheEnd() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: next-url, pointer: /next, done: /done}");
        expect("only", "page", "", "{\"events\":[{\"id\":1}],\"next\":\"/events?page=2\",\"done\":true}");
        assertThat(bodies(yaml)).hasSize(1);
    }

    @Test
    void recordsInSeveralArraysAndInMembers() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: none}");
        rig.api.reply(MockResponse.json("{\"b\":{\"k1\":{\"id\":3},\"k2\":{\"id\":4}},\"a\":[{\"id\":1}]}"));
        assertThat(bodies(yaml.replace("records: /events", "records: [/a, /b/*, /c]")))
                .containsExactly("{\"id\":3}", "{\"id\":4}", "{\"id\":1}");
        rig.api.reply(MockResponse.json("{\"nothing\":1}"));
        assertThat(bodies(yaml + "records_may_be_missing: true\n")).isEmpty();
    }

    @Test
    void anArrayInARecordIsExploded_withTheMembersThatAreKept() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: none}").replace("pointers: /id", "pointers: [/id, /parts/n]")
                + "explode: {pointer: /parts, keep: [/id, /time]}\n";
        rig.api.reply(
                MockResponse.json(
                        "{\"events\":[{\"id\":1,\"x\":0,\"parts\":[{\"n\":1},{\"n\":2}],\"time\":\"2026-03-02T09:30:00Z\"},{\"id\":2}]}"));
        List<Page> pages = Rig.read(rig.open(yaml));
        assertThat(pages.get(0).events().stream().map(event -> event.body().toString()))
                .containsExactly(
                        "{\"id\":1,\"parts\":{\"n\":1},\"time\":\"2026-03-02T09:30:00Z\"}",
                        "{\"id\":1,\"parts\":{\"n\":2},\"time\":\"2026-03-02T09:30:00Z\"}",
                        "{\"id\":2}");
        assertThat(pages.get(0).events().stream().map(Event::key)).doesNotHaveDuplicates();
        assertThat(pages.get(0).events().get(0).time()).isPresent();
    }

    @Test
    void linesAreRecords_andTheLastOneMayBeATrailer() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: token, pointer: /offset, parameter: offset, page_size: 2}")
                        .replace("records: /events\n", "")
                + "decode: {format: ndjson, trailer: true}\n";
        expect("first", "offset", "", "{\"id\":1}\n{\"id\":2}\r\n\n{\"offset\":\"o1\",\"total\":2}\n");
        expect("second", "offset", "o1", "{\"id\":3}\n{\"offset\":\"o2\",\"total\":1}");
        assertThat(bodies(yaml)).containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    }

    @Test
    void aBodyCutOffBeforeItsTrailerIsNotTakenForTheEnd() {
        String yaml = paging(Rig.PLAIN, "{kind: token, pointer: /offset, parameter: offset, page_size: 2}")
                        .replace("records: /events\n", "")
                + "decode: {format: ndjson, trailer: true}\n";
        for (String cut : List.of("{\"id\":1}\n{\"id\":2}\n", "")) {
            expect("first", "offset", "", cut);
            assertThatThrownBy(() -> bodies(yaml))
                    .isInstanceOf(SourceFault.class)
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    void recordsThatAreExplodedCountOnceEach() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: offset, parameter: offset, total: /total}")
                        .replace("pointers: /id", "pointers: [/id, /parts/n]")
                + "explode: {pointer: /parts}\n";
        expect(
                "first",
                "offset",
                "0",
                "{\"total\":2,\"events\":[{\"id\":1,\"parts\":[{\"n\":1},{\"n\":2},{\"n\":3}]}]}");
        expect("second", "offset", "1", "{\"total\":2,\"events\":[{\"id\":2,\"parts\":[{\"n\":1}]}]}");
        assertThat(bodies(yaml)).hasSize(4);
    }

    @Test
    void cellsUnderNamesBecomeRecords() throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: none}").replace("records: /events\n", "") + "decode: {format: csv}\n";
        rig.api.reply(MockResponse.of(200, "id,time,\"a \"\"b\"\"\"\r\n1,2026-03-02T09:30:00Z,\"x,\ny\"\r\n2,,\r\n"));
        assertThat(bodies(yaml))
                .containsExactly(
                        "{\"id\":\"1\",\"time\":\"2026-03-02T09:30:00Z\",\"a \\\"b\\\"\":\"x,\\ny\"}",
                        "{\"id\":\"2\",\"time\":\"\",\"a \\\"b\\\"\":\"\"}");
    }

    @Test
    void gzipAndZipAreRecognised() throws Exception {
        String yaml =
                paging(Rig.PLAIN, "{kind: none}").replace("records: /events\n", "") + "decode: {format: ndjson}\n";
        MockResponse gzip = MockResponse.of(200, "{\"id\":1}\n").gzipped();
        rig.api.reply(new MockResponse(200, Map.of("Content-Type", "application/gzip"), gzip.body(), -1, false));
        assertThat(bodies(yaml)).containsExactly("{\"id\":1}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 1; i <= 2; i++) {
                zip.putNextEntry(new ZipEntry(i + ".json"));
                zip.write(("{\"id\":" + i + "}\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        rig.api.reply(new MockResponse(200, Map.of(), bytes.toByteArray(), -1, false));
        assertThat(bodies(yaml)).containsExactly("{\"id\":1}", "{\"id\":2}");
    }

    @Test
    void anInclusiveDayIsTheOneTheLastInstantIsIn() throws Exception {
        String yaml =
                paging(Rig.PLAIN, "{kind: none}").replace("format: rfc3339-millis,", "format: date, upper: inclusive,");
        rig.api.expect(
                "one day",
                request -> request.query().equals(Map.of("from", "2026-03-02", "to", "2026-03-02")),
                MockResponse.json("{\"events\":[]}"));
        assertThat(bodies(yaml)).isEmpty();
    }

    @Test
    void aSuccessThatTheBodyBeliesIsNone() throws Exception {
        String yaml = Rig.PLAIN + """
                success: {pointer: /stat, matches: "^OK$", absent: /fail}
                errors: [{pointer: /code, matches: "^42901$", then: throttled}]
                """;
        rig.api.reply(MockResponse.json("{\"stat\":\"FAIL\",\"code\":42901}"));
        rig.api.reply(MockResponse.json("{\"stat\":\"OK\",\"fail\":[{\"x\":1}]}"));
        rig.api.reply(MockResponse.json("{\"stat\":\"OK\",\"fail\":[],\"events\":[{\"id\":1}]}"));
        Source source = rig.open(yaml);
        SourceFault throttled = Rig.fault(source);
        assertThat(throttled.code().label()).isEqualTo("throttled");
        rig.clock.advance(throttled.retryAfter().orElseThrow());
        SourceFault failed = Rig.fault(source);
        assertThat(failed.recovery()).isEqualTo(Recovery.RETRY);
        assertThat(Rig.read(source).get(0).events()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30",
        "7.5, 7",
        "1772445660, 60",
        "1772445660000, 60",
        "2026-03-02T10:01+0000, 60",
        "'Mon, 02 Mar 2026 10:01:00 GMT', 60"
    })
    void whatIsLeftAndWhenThereIsMoreIsHeeded(String reset, int seconds) throws Exception {
        String yaml = paging(Rig.PLAIN, "{kind: none}")
                .replace("period: 10s", "period: 10s, headers: {remaining: X-Left, reset: X-Reset}");
        rig.api.reply(MockResponse.json("{\"events\":[]}").with("X-Left", "0").with("X-Reset", reset));
        Source source = rig.open(yaml);
        assertThat(Rig.read(source)).hasSize(1);
        SourceFault closed = Rig.fault(source);
        assertThat(closed.code().label()).isEqualTo("budget_spent");
        assertThat(closed.retryAfter().orElseThrow().toSeconds()).isEqualTo(seconds);
        assertThat(rig.api.requests()).hasSize(1);
    }

    @Test
    void aStreamIsFollowedFromItsPosition_andThePositionSurvivesTheEnd() throws Exception {
        String yaml = paging(
                        Rig.PLAIN,
                        "{kind: token, pointer: /next, parameter: cursor, scope: stream, more: /more, following: {drop: [from, to]}}")
                + "errors: [{status: 410, then: reset-position}]\n";
        Source source = rig.open(yaml);
        expect(
                "from the start",
                "from",
                "2026-03-02T09:00:00.000Z",
                "{\"events\":[{\"id\":1}],\"next\":\"c1\",\"more\":true}");
        expect("behind it", "cursor", "c1", "{\"events\":[],\"next\":\"c2\",\"more\":false}");
        List<Page> pages = Rig.readAll(source.follow(Optional.empty(), Rig.WINDOW.from()));
        assertThat(pages.stream().map(Page::position)).containsExactly(Optional.of("\"c1\""), Optional.of("\"c2\""));
        expect("later", "cursor", "c2", "{\"events\":[{\"id\":2}],\"next\":\"c2\",\"more\":false}");
        assertThat(Rig.readAll(source.follow(Optional.of("\"c2\""), Rig.WINDOW.from())))
                .singleElement()
                .satisfies(page -> assertThat(page.position()).contains("\"c2\""));
        rig.api.reply(MockResponse.of(410, "{}"));
        SourceFault lost = Rig.fault(source.follow(Optional.of("\"c2\""), Rig.WINDOW.from()));
        assertThat(lost.recovery()).isEqualTo(Recovery.RESET_POSITION);
        rig.api.verify();
    }

    @Test
    void howeverManyPagesAStreamHas_onlyTheApiSaysWhereItEnds() throws Exception {
        String yaml = paging(
                        Rig.PLAIN,
                        "{kind: token, pointer: /next, parameter: cursor, scope: stream, more: /more, following: {drop: [from, to]}}")
                + "errors: [{status: 410, then: reset-position}]\nlimits: {max_pages: 2}\n";
        for (int page = 1; page <= 4; page++) {
            expect(
                    "page " + page,
                    "cursor",
                    page == 1 ? "" : "c" + (page - 1),
                    "{\"events\":[{\"id\":" + page + "}],\"next\":\"c" + page + "\",\"more\":" + (page < 4) + "}");
        }
        assertThat(Rig.readAll(rig.open(yaml).follow(Optional.empty(), Rig.WINDOW.from())))
                .hasSize(4);
        rig.api.verify();
    }

    private Source withAuth(String auth, String options) {
        Definition definition =
                Rig.definition(paging(Rig.PLAIN, "{kind: none}").replace("auth: {kind: none}", auth) + """
                options:
                  user: {doc: U., default: ikey}
                  key: {kind: secret, doc: K.}
                """);
        return rig.sources.open(
                definition,
                "all",
                Rig.options(definition, "key: s3cret\nbase_url: " + rig.api.base() + "\n" + options));
    }

    private void expectProof(java.util.function.Predicate<MockRequest> proof) {
        rig.api.expect("the proof", proof, MockResponse.json("{\"events\":[]}"));
    }

    @Test
    void aSecretGoesWhereTheApiWantsIt() throws Exception {
        expectProof(request -> request.header("authorization").equals("Bearer s3cret"));
        Rig.read(withAuth("auth: {kind: bearer, token: \"{key}\"}", ""));
        expectProof(request -> "s3cret".equals(request.query().get("api_key")));
        Rig.read(withAuth("auth: {kind: query, parameter: api_key, value: \"{key}\"}", ""));
        expectProof(request ->
                request.header("x-a").equals("s3cret") && request.header("x-b").equals("ikey"));
        Rig.read(withAuth("auth: {kind: header, header: X-A, value: \"{key}\", more: {X-B: \"{user}\"}}", ""));
        rig.api.verify();
    }

    @Test
    void aLoginGivesATokenThatIsUsedUntilItIsRefused() throws Exception {
        rig.api.expect(
                "login",
                request -> request.body().equals("{\"u\":\"ikey\",\"p\":\"s3cret\"}"),
                MockResponse.json("{\"data\":{\"session\":\"t1\"}}"));
        expectProof(request -> request.header("x-session").equals("t1"));
        Source source = withAuth("""
                auth:
                  kind: login
                  request: {method: post, path: /login, body: {json: {u: "{user}", p: "{key}"}}}
                  token_pointer: /data/session
                  headers: {X-Session: "{token}"}
                """, "");
        Rig.read(source);
        rig.api.reply(MockResponse.of(401, "{}"));
        rig.api.expect("POST", "/login", MockResponse.json("{\"data\":{\"session\":\"t2\"}}"));
        expectProof(request -> request.header("x-session").equals("t2"));
        Rig.read(source);
        rig.api.verify();
    }

    @Test
    void aRequestIsSignedAsDeclared_eachTryAnew() throws Exception {
        String auth = """
                auth:
                  kind: signature
                  steps:
                    - {name: date, of: "{now:EEE, dd MMM yyyy HH:mm:ss Z}"}
                    - {name: mac, of: "{date}\\n{request.method}\\n{request.path}\\n{request.sorted_query}", hash: sha1, key: "{key}"}
                    - {name: pair, of: "{user}:{mac}", encoding: base64}
                  headers: {Date: "{date}", Authorization: "Basic {pair}"}
                """;
        rig.api.reply(MockResponse.of(503, ""));
        Source source = withAuth(auth, "");
        assertThat(Rig.fault(source).recovery()).isEqualTo(Recovery.RETRY);
        rig.clock.advance(java.time.Duration.ofMinutes(1));
        expectProof(request -> request.header("date").equals("Mon, 02 Mar 2026 10:01:00 +0000")
                && request.header("authorization").equals("Basic " + pair(request)));
        Rig.read(source);
        rig.api.verify();
    }

    /** Computed by itself, from what came over the wire. */
    private static String pair(MockRequest request) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA1");
            mac.init(new javax.crypto.spec.SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            String text = "Mon, 02 Mar 2026 10:01:00 +0000\nGET\n/events\n"
                    + "from=2026-03-02T09%3A00%3A00.000Z&to=2026-03-02T10%3A00%3A00.000Z";
            String hex = java.util.HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return java.util.Base64.getEncoder().encodeToString(("ikey:" + hex).getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(request.toString(), e);
        }
    }
}
