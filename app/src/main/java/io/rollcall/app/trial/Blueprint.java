package io.rollcall.app.trial;

import io.rollcall.app.text.Json;
import io.rollcall.options.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a new definition is made of: the answers to a few questions, and the files that come of them. */
public final class Blueprint {

    private final Map<String, String> answers;

    /** @param answers to all questions */
    public Blueprint(Map<String, String> answers) {
        this.answers = Map.copyOf(answers);
    }

    /**
     * A question.
     *
     * @param usual the answer of one who says nothing
     * @param choices the answers there are; any if empty
     * @param condition of the answers before, for a question that is not always asked
     */
    public record Question(
            String key, String text, String usual, List<String> choices, Predicate<Map<String, String>> condition) {

        static Question of(String key, String text, String usual, String... choices) {
            return new Question(key, text, usual, List.of(choices), unused -> true);
        }

        Question when(String other, String... values) {
            return new Question(
                    key, text, usual, choices, answers -> List.of(values).contains(answers.getOrDefault(other, "")));
        }

        public boolean isAsked(Map<String, String> before) {
            return condition.test(before);
        }

        /** @throws IOException if it is none of the answers there are */
        public String checked(String answer) throws IOException {
            if (!choices.isEmpty() && !choices.contains(answer)) {
                throw new IOException("'" + answer + "' is no answer for " + key + Suggestion.forWord(answer, choices)
                        + "; there are: " + String.join(", ", choices));
            }
            return answer;
        }
    }

    public static List<Question> questions(Path folder) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return List.of(
                Question.of("name", "The definition's name?", name),
                Question.of("title", "Its title, for people?", name + " audit log"),
                Question.of("base_url", "The API's base URL?", "https://api.example.com"),
                Question.of(
                        "auth",
                        "How do requests prove who sends them (bearer, header, query, basic, oauth2, none)?",
                        "bearer",
                        "bearer",
                        "header",
                        "query",
                        "basic",
                        "oauth2",
                        "none"),
                Question.of("auth_name", "The name of the header or parameter?", "X-Api-Key")
                        .when("auth", "header", "query"),
                Question.of("token_url", "The token endpoint, behind the base URL?", "/oauth2/token")
                        .when("auth", "oauth2"),
                Question.of("method", "The method (get, post)?", "get", "get", "post"),
                Question.of("path", "The path?", "/v1/audit/events"),
                Question.of("from", "The parameter (or member of the body) with the beginning?", "from"),
                Question.of("to", "The one with the end?", "to"),
                Question.of(
                        "format",
                        "How are they written (rfc3339-seconds, rfc3339-millis, epoch-seconds, epoch-millis, date, …)?",
                        "rfc3339-seconds"),
                Question.of(
                        "records",
                        "A JSON Pointer to the array of records ('' if the answer is the array)?",
                        "/events"),
                Question.of("id", "A JSON Pointer to a record's id ('' if it has none)?", "/id"),
                Question.of("time", "A JSON Pointer to its time?", "/time"),
                Question.of("time_format", "How is it written (iso, epoch-seconds, epoch-millis, …)?", "iso"),
                Question.of(
                        "paging",
                        "How is the rest asked for (none, link-header, next-url, token, offset, page)?",
                        "token",
                        "none",
                        "link-header",
                        "next-url",
                        "token",
                        "offset",
                        "page"),
                Question.of("pointer", "A JSON Pointer to the token or URL in the answer?", "/next")
                        .when("paging", "token", "next-url"),
                Question.of("parameter", "The parameter (or member of the body) it goes into?", "cursor")
                        .when("paging", "token", "offset", "page"));
    }

    public static List<String> keys() {
        return questions(Path.of("x")).stream().map(Question::key).toList();
    }

    private String answer(String key) {
        return answers.getOrDefault(key, "");
    }

    private String quoted(String key) {
        return Json.write(answer(key));
    }

    public String definition() {
        return "name: " + quoted("name") + "\ntitle: " + quoted("title") + "\nsummary: "
                + Json.write(answer("title") + ". Say here what it collects and what it needs.") + "\n\n"
                + secrets()
                + "urls:\n  base_url: " + quoted("base_url") + "\n\n"
                + auth() + "\n"
                + request() + "\n"
                + "# Whether a record exactly on a bound comes (inclusive) or not (exclusive), and how long a stretch one query may be.\n"
                + "window: {format: " + quoted("format") + ", lower: inclusive, upper: inclusive, max_span: 1d}\n"
                + paging()
                + "records: " + quoted("records") + "\n"
                + "identity: " + (answer("id").isEmpty() ? "{}" : "{pointers: " + quoted("id") + "}") + "\n"
                + "time: {pointers: " + quoted("time") + ", formats: " + quoted("time_format") + "}\n\n"
                + "# How long the API remembers, how long a page token lives, how late 19 events in 20 are at most. Guess high.\n"
                + "behaviour: {retention: 30d, continuation_life: 5m, lateness: 15m, revisions: deliver}\n"
                + "rate: {scope: " + quoted("name") + ", requests: 60, period: 1m}\n\n"
                + "errors:\n  - {status: 403, then: permission, advice: \"Say here which permission is needed.\"}\n\n"
                + "streams:\n  events: {title: " + quoted("title") + "}\n";
    }

    private String secrets() {
        return switch (answer("auth")) {
            case "bearer", "header", "query" ->
                "options:\n  token: {kind: secret, doc: \"The API's token or key.\"}\n\n";
            case "basic" -> """
                    options:
                      user: {doc: "The user's name.", example: reader}
                      password: {kind: secret, doc: "The user's password."}

                    """;
            default -> "";
        };
    }

    private String auth() {
        return switch (answer("auth")) {
            case "bearer" -> "auth: {kind: bearer, token: \"{token}\"}\n";
            case "header" -> "auth: {kind: header, header: " + quoted("auth_name") + ", value: \"{token}\"}\n";
            case "query" -> "auth: {kind: query, parameter: " + quoted("auth_name") + ", value: \"{token}\"}\n";
            case "basic" -> "auth: {kind: basic, user: \"{user}\", password: \"{password}\"}\n";
            case "oauth2" ->
                "auth: {kind: oauth2, token_url: " + Json.write("{base_url}" + answer("token_url")) + "}\n";
            default -> "auth: {kind: none}\n";
        };
    }

    private String request() {
        String bounds = "{" + quoted("from") + ": \"{window.from}\", " + quoted("to") + ": \"{window.to}\"}";
        String asked = answer("method").equals("post")
                ? "  method: post\n  body: {json: " + bounds + "}\n"
                : "  query: " + bounds + "\n";
        return "request:\n  path: " + quoted("path") + "\n" + asked;
    }

    private String paging() {
        String place = answer("method").equals("post")
                ? "member: " + Json.write("/" + answer("parameter"))
                : "parameter: " + quoted("parameter");
        return switch (answer("paging")) {
            case "link-header" -> "paging: {kind: link-header}\n";
            case "next-url" -> "paging: {kind: next-url, pointer: " + quoted("pointer") + "}\n";
            case "token" -> "paging: {kind: token, pointer: " + quoted("pointer") + ", " + place + "}\n";
            case "offset", "page" -> "paging: {kind: " + answer("paging") + ", " + place + "}\n";
            default -> "paging: {kind: none}\n";
        };
    }

    public String options() {
        String secrets =
                switch (answer("auth")) {
                    case "bearer", "header", "query" -> "token: 5ec2e75ec2e7\n";
                    case "basic" -> "user: reader\npassword: 5ec2e75ec2e7\n";
                    case "oauth2" -> "client_id: reader\nclient_secret: 5ec2e75ec2e7\n";
                    default -> "";
                };
        return secrets + "base_url: {base}\n";
    }

    public String readme() {
        return "# " + answer("title") + """


                One stream, `events`.

                ## Setting up
                1. Say here step by step what an administrator does at the vendor: which page, which permission, which key.
                2. Write the key into the account as `${env:NAME}`.
                3. `rollcall check` tells whether this worked.

                ## What to expect
                Say here how long the API remembers, how late events appear, what limits there are, and where you know it from.
                """;
    }
}
