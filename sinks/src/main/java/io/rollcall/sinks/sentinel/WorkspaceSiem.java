package io.rollcall.sinks.sentinel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Question;
import io.rollcall.engine.siem.Siem;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.ExactJson;
import io.rollcall.sinks.http.Inquiry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a Log Analytics workspace holds, as Microsoft Sentinel does. The API answers with 500,000 rows or 64 MB at most; a period that has more is
 * asked for by halves.
 */
public final class WorkspaceSiem implements Siem {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int LARGE_CHARACTERS = 8 << 20;

    private final WorkspaceOptions options;
    private final Inquiry inquiry;
    private final Tokens tokens;

    private WorkspaceSiem(WorkspaceOptions options, Inquiry inquiry, Tokens tokens) {
        this.options = options;
        this.inquiry = inquiry;
        this.tokens = tokens;
    }

    /**
     * @param clock by which tokens grow old
     * @throws IOException if certificates or keys cannot be read
     */
    public static WorkspaceSiem open(WorkspaceOptions options, Clock clock) throws IOException {
        String name = "log-analytics " + options.workspace() + ", " + options.query();
        return new WorkspaceSiem(
                options,
                new Inquiry(name, new Courier(options.http(), Map.of())),
                new Tokens(options.identity(), options.audience(), options.http(), clock));
    }

    @Override
    public void read(Question question, Taker taker) throws CannotTell, IOException, InterruptedException {
        Window period = question.ids().isEmpty() ? question.period() : around(question.period());
        boolean isDivisible = question.ids().isEmpty() && period.length().compareTo(SHORTEST.multipliedBy(2)) >= 0;
        Optional<List<JsonNode>> rows = rows(query(period, question.ids()), isDivisible);
        if (rows.isPresent()) {
            for (JsonNode row : rows.get()) {
                taker.take(QueryAnswer.slice(row));
            }
            return;
        }
        if (!isDivisible) {
            throw inquiry.wrong("more rows than the API ever answers with, at " + period + ".");
        }
        Instant middle = period.from().plus(period.length().dividedBy(2)).truncatedTo(ChronoUnit.MILLIS);
        read(Question.all(new Window(period.from(), middle)), taker);
        read(Question.all(new Window(middle, period.to())), taker);
    }

    private Window around(Window period) {
        return new Window(period.from().minus(options.lookAround()), period.to().plus(options.lookAround()));
    }

    private String query(Window period, List<String> ids) {
        String time = options.timeColumn();
        return options.query() + "\n| where " + time + " >= datetime(" + period.from() + ") and " + time
                + " < datetime("
                + period.to() + ")"
                + (ids.isEmpty()
                        ? ""
                        : "\n| where tostring(" + options.idColumn() + ") in ("
                                + ids.stream().map(WorkspaceSiem::quoted).collect(Collectors.joining(",")) + ")");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /**
     * The rows of a query; empty if there are more than the API answers with.
     *
     * @param isDivisible whether there may be more than is good for our memory, too
     */
    private Optional<List<JsonNode>> rows(String query, boolean isDivisible) throws CannotTell, InterruptedException {
        ObjectNode body = ExactJson.object().put("query", query);
        Answer answer = post(body.toString());
        if (isDivisible && answer.body().length() > LARGE_CHARACTERS) {
            return Optional.empty();
        }
        JsonNode json =
                ExactJson.of(answer).orElseThrow(() -> inquiry.odd("the answer is no JSON: " + answer.shown() + "."));
        return new QueryAnswer(inquiry, json).rows();
    }

    private Answer post(String body) throws CannotTell, InterruptedException {
        Secret token = token();
        Answer answer = inquiry.attempt(courier -> post(courier, body, token));
        if (answer.status() == 401) {
            tokens.forget(token);
            Secret another = token();
            answer = inquiry.attempt(courier -> post(courier, body, another));
        }
        inquiry.require(answer);
        return answer;
    }

    private Answer post(Courier courier, String body, Secret token) throws IOException, InterruptedException {
        return courier.ask(
                "POST",
                "/v1/workspaces/" + options.workspace() + "/query",
                body,
                "application/json",
                Map.of(
                        "Authorization",
                        token,
                        "Prefer",
                        new Secret(
                                "wait=" + Math.min(600, options.http().timeout().toSeconds()))));
    }

    private Secret token() throws CannotTell, InterruptedException {
        try {
            return tokens.token();
        } catch (NoToken e) {
            throw CannotTell.now(inquiry.name() + ": " + e.getMessage() + ".", e.after())
                    .causedBy(e);
        } catch (IOException e) {
            throw inquiry.broken(e);
        }
    }

    @Override
    public String description() {
        return inquiry.name();
    }

    @Override
    public void close() {
        // The client's connections end by themselves.
    }
}
