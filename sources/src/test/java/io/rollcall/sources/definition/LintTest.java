package io.rollcall.sources.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.options.InvalidDocument;
import io.rollcall.options.Problem;
import io.rollcall.sources.Rig;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition must not say: every mistake is told with its line and column, and with what to do. */
class LintTest {

    private static final String RULES = Rig.PLAIN + "errors:\n  - {status: 400, then: suspend}\n";

    private static final String SECRET = Rig.PLAIN.replace(
            "auth: {kind: none}",
            "options: {key: {kind: secret, doc: K.}, org: {doc: O.}}\nauth: {kind: bearer, token: \"{key}\"}");

    private static List<Problem> mistakes(String yaml) {
        try {
            Definition definition = Definitions.parse("my.yaml", yaml);
            throw new AssertionError("no mistake in " + definition.name());
        } catch (InvalidDocument e) {
            return e.problems();
        }
    }

    private static void assertMistake(String yaml, String message, String place) {
        assertThat(mistakes(yaml)).anySatisfy(mistake -> {
            assertThat(mistake.toString()).contains(message).contains(place);
            assertThat(mistake.line()).isPositive();
            assertThat(mistake.column()).isPositive();
        });
    }

    private static String changed(String yaml, String right, String wrong) {
        assertThat(yaml).contains(right);
        return yaml.replace(right, wrong.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "records: /events | recrods: /events | unknown key 'recrods' — did you mean 'records'?",
                "pointer: /next | pointer: /next, pionter: /x | unknown key 'pionter'",
                "title: All | titel: All | unknown key 'titel'",
                "max_span: 1d | max_span: soon | must be a duration",
                "requests: 100 | requests: many | must be a whole number",
                "requests: 100 | requests: [1, 2] | must be a single value, not a list",
                "window: {format: rfc3339-millis, max_span: 1d} | window: yes | must be a mapping",
                "time: {pointers: /time} | time: {pointers: {a: b}} | not a mapping",
                "to: `{window.to}` | to: `{window.too}` | did you mean 'window.to'?",
                "to: `{window.to}` | to: `{window.to}`, max: `{limit}` | unknown name {limit}",
                "to: `{window.to}` | to: now | has no upper bound in the request",
                "from: `{window.from}`, to: `{window.to}` | a: b | has no lower bound in the request",
                "window: {format: rfc3339-millis, max_span: 1d} | window: {format: rfc3339-millis} | max_span: is missing",
                "window: {format: rfc3339-millis, max_span: 1d} | # | window: is missing",
                "max_span: 1d | max_span: 1d, upper: omitted | 'window.upper' says the API is not told that bound",
                "pointer: /next | pointer: /next, scope: stream | without a reset rule",
                "identity: {pointers: /id} | # | identity: is missing",
                "identity: {pointers: /id} | identity: {pointers: id} | is not a JSON Pointer",
                "behaviour: {retention: 7d, | behaviour: {poll_interval: 1m, retention: 7d, | means something with 'paging.scope: stream' only",
            })
    void mistakesAreFound(String right, String wrong, String message) {
        String quoted = right.replace('`', '"');
        assertMistake(changed(Rig.PLAIN, quoted, wrong.replace('`', '"')), message, "my.yaml:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{status: 400, then: retry} | rule 1 before it",
                "{status: 400, matches: busy, then: retry} | rule 1 before it",
                "{status: 400, pointer: /code, then: retry} | rule 1 before it"
            })
    void aRuleThatIsNeverReachedIsFound(String rule, String message) {
        assertMistake(RULES + "  - " + rule + "\n", "is never reached: " + message, "my.yaml:16:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "token: \"{key}\" | token: abcdef123 | holds a secret in plain text",
                "token: \"{key}\" | token: \"{org}\" | declare that option with 'kind: secret'",
                "{kind: secret, doc: K.} | {kind: secret, doc: K., default: hunter2} | a secret in plain text",
                "request: {path: /events, | request: {path: /events, headers: {Authorization: Bearer abc}, | plain text",
                "request: {path: /events, | request: {path: /events, headers: {X-Api-Key: abc}, | plain text",
                "query: {from: | query: {api_key: abc, from: | plain text",
                "request: {path: /events, | request: {method: post, body: {json: {a: {password: abc}}}, path: /events, | plain text",
                "request: {path: /events, | request: {method: post, body: {form: {client_secret: abc}}, path: /events, | plain text",
                "title: All | title: All, variables: {token: x, api_token: abc} | plain text",
                "\"http://localhost\" | \"http://user:pass@localhost\" | plain text",
                "kind: bearer, token: \"{key}\" | kind: basic, user: u, password: abc | plain text",
                "kind: bearer, token: \"{key}\" | kind: oauth2, token_url: \"{base_url}/t\", form: {password: abc} | plain text",
                "path: /events | path: \"/events/{key}\" | unknown name {key}"
            })
    void aSecretInPlainTextIsFound(String right, String wrong, String message) {
        assertMistake(changed(SECRET, right, wrong), message, "my.yaml:");
    }
}
