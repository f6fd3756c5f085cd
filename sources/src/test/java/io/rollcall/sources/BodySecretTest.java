package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.source.Source;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.mock.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets in bodies, and lists without time. */
class BodySecretTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/key   | {json: {a: 1}}                    | {\"a\":1,\"key\":\"s3cret\"}",
                "/key   | {json: {key: null, a: 1}}         | {\"key\":\"s3cret\",\"a\":1}",
                "/b/key | {json: {b: {key: '', c: 2}, a: 1}} | {\"b\":{\"key\":\"s3cret\",\"c\":2},\"a\":1}",
                "/b/key | {json: {b: {c: 2}}}               | {\"b\":{\"c\":2,\"key\":\"s3cret\"}}",
                "/b/key | {json: {a: 1}}                    | {\"a\":1,\"b\":{\"key\":\"s3cret\"}}",
                "/key   | {form: {a: 1}}                    | a=1&key=s3cret"
            })
    void aSecretGoesWhereTheBodyHasAPlaceForIt_orBehindAll(String member, String body, String sent) throws Exception {
        Definition definition = Rig.definition(Rig.PLAIN
                .replace(
                        "auth: {kind: none}",
                        "options: {key: {kind: secret, doc: K.}}\nauth: {kind: body, member: " + member
                                + ", value: \"{key}\"}")
                .replace("request: {path: /events,", "request: {method: post, body: " + body + ", path: /events,"));
        try (Rig rig = new Rig()) {
            rig.api.expect(sent, request -> request.body().equals(sent), MockResponse.json("{\"events\":[]}"));
            Source source = rig.sources.open(
                    definition, "all", Rig.options(definition, "key: s3cret\nbase_url: " + rig.api.base()));
            assertThat(Rig.read(source)).hasSize(1);
            rig.api.verify();
        }
    }

    @Test
    void aListThatTakesNoTimeIsReadWhole() throws Exception {
        try (Rig rig = new Rig()) {
            Source source = rig.open(Rig.PLAIN
                    .replace(
                            "query: {from: \"{window.from}\", to: \"{window.to}\"}", "query: {page: \"{page.number}\"}")
                    .replace("max_span: 1d", "max_span: 1d, lower: omitted, upper: omitted")
                    .replace("{kind: next-url, pointer: /next}", "{kind: page, first: 0}")
                    .replace("time: {pointers: /time}", "time: {pointers: /none}"));
            rig.api.reply(MockResponse.json("{\"events\":[{\"id\":1},{\"id\":2}]}"));
            rig.api.reply(MockResponse.json("{\"events\":[{\"id\":3}]}"));
            rig.api.reply(MockResponse.json("{\"events\":[]}"));
            assertThat(Rig.read(source))
                    .extracting(page -> page.events().size())
                    .containsExactly(2, 1, 0);
            rig.api.verify();
        }
    }
}
