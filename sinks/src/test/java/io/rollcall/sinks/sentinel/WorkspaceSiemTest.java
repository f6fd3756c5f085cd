package io.rollcall.sinks.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Question;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpReceiver;
import io.rollcall.sinks.http.HttpReceiver.Reply;
import io.rollcall.sinks.http.HttpReceiver.Request;
import io.rollcall.sinks.siem.Asking;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of the query API of Log Analytics, and which of its answers are relied on. */
@Timeout(60)
final class WorkspaceSiemTest {

    private static final String WORKSPACE = "99999999-8888-4777-8666-555555555555";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PERIOD =
            Pattern.compile("TimeGenerated >= datetime\\(([^)]+)\\) and TimeGenerated < datetime\\(([^)]+)\\)");

    private final List<Row> table = new ArrayList<>();
    private HttpReceiver azure;
    private int mostRows = 1000;
    private boolean cutsInTheRows;
    private String padding = "";

    private record Row(String id, Instant time) {}

    @BeforeEach
    void begin() throws Exception {
        azure = new HttpReceiver(
                uri -> {
                    throw new AssertionError("nothing is written");
                },
                this::reply);
        for (int i = 0; i < 100; i++) {
            table.add(new Row("id-" + i, Asking.DAY.from().plusSeconds(600L * i)));
        }
    }

    @AfterEach
    void end() {
        azure.close();
    }

    @Test
    void rowsAreObjectsOfTheirColumns() throws Exception {
        List<String> rows = Asking.all(siem());
        assertThat(rows).hasSize(100);
        assertThat(rows.get(0))
                .isEqualTo(
                        "{\"Id\":\"id-0\",\"TimeGenerated\":\"2026-03-02T00:00:00Z\",\"Status\":{\"errorCode\":0},\"N\":1.50}");
        Request query = azure.requests().get(1);
        assertThat(query.path()).isEqualTo("/v1/workspaces/" + WORKSPACE + "/query");
        assertThat(query.headers().getFirst("Authorization")).isEqualTo("Bearer token-1");
        assertThat(query.headers().getFirst("Prefer")).isEqualTo("wait=10");
        assertThat(azure.requests().get(0).body())
                .contains("scope=https%3A%2F%2Fapi.loganalytics.azure.com%2F.default");
    }

    @Test
    void aPeriodWithMoreRowsThanAnAnswerHoldsIsAskedForByParts() throws Exception {
        mostRows = 20;
        assertThat(Asking.all(siem())).hasSize(100).doesNotHaveDuplicates();
        cutsInTheRows = true;
        assertThat(Asking.all(siem())).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aLargeAnswerIsAskedForByPartsBeforeItFillsTheMemory() throws Exception {
        padding = "x".repeat(1 << 18);
        int[] rows = {0};
        siem().read(Question.all(Asking.DAY), row -> rows[0]++);
        assertThat(rows[0]).isEqualTo(100);
        assertThat(azure.requests()).hasSizeGreaterThan(4);
    }

    @Test
    void moreRowsAtOneTimeThanAnAnswerHoldsCannotBeTold() throws Exception {
        mostRows = 20;
        for (int i = 0; i < 30; i++) {
            table.add(new Row("twin-" + i, Asking.DAY.from()));
        }
        CannotTell trouble = Asking.trouble(siem());
        assertThat(trouble).hasMessageContaining("more rows than the API ever answers with");
        assertThat(trouble.mayPass()).isFalse();
    }

    @Test
    void idsAreLookedUpADayAround() throws Exception {
        assertThat(Asking.find(siem(), "id-7", "x\"y"))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"Id\":\"id-7\"");
        assertThat(JSON.readTree(azure.requests().get(1).body()).path("query").asText())
                .contains(
                        "SigninLogs",
                        "| where tostring(Id) in (\"id-7\",\"x\\\"y\")",
                        "datetime(2026-03-01T00:00:00Z)",
                        "datetime(2026-03-04T00:00:00Z)");
    }

    @Test
    void whatIsNotAllThereIsNoAnswer() throws Exception {
        WorkspaceSiem siem = siem();
        assertThat(Asking.all(siem)).isNotEmpty();
        azure.next(
                200,
                "{\"tables\":[{\"columns\":[],\"rows\":[]}],\"error\":{\"code\":\"PartialError\",\"message\":\"a node died\"}}");
        assertThat(Asking.trouble(siem)).hasMessageContaining("a node died");
        azure.next(
                200,
                "{\"tables\":[{\"columns\":[{\"name\":\"Id\"}],\"rows\":[[\"a\"],{\"Exceptions\":[\"out of memory\"]}]}]}");
        assertThat(Asking.trouble(siem)).hasMessageContaining("out of memory");
        azure.next(200, "{\"tables\":[{\"columns\":[{\"name\":\"Id\"}],\"rows\":[[\"a\",\"b\"]]}]}");
        assertThat(Asking.trouble(siem)).hasMessageContaining("2 values for 1 columns");
        azure.next(200, "{\"tables\":[]}");
        assertThat(Asking.trouble(siem)).hasMessageContaining("does not hold one table");
        azure.next(400, "{\"error\":{\"code\":\"SemanticError\",\"message\":\"no table SigninLog\"}}");
        CannotTell wrong = Asking.trouble(siem);
        assertThat(wrong).hasMessageContaining("no table SigninLog");
        assertThat(wrong.mayPass()).isFalse();
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnce() throws Exception {
        WorkspaceSiem siem = siem();
        assertThat(Asking.all(siem)).hasSize(100);
        azure.next(401, "{}");
        assertThat(Asking.all(siem)).hasSize(100);
        assertThat(azure.requests().get(azure.requests().size() - 1).headers().getFirst("Authorization"))
                .isEqualTo("Bearer token-2");
    }

    private Reply reply(Request request) throws IOException {
        if (request.path().endsWith("/oauth2/v2.0/token")) {
            long tokens = azure.requests().stream()
                    .filter(each -> each.path().endsWith("/token"))
                    .count();
            return new Reply(200, "{\"access_token\":\"token-" + tokens + "\",\"expires_in\":3600}", List.of());
        }
        return new Reply(200, answer(JSON.readTree(request.body()).path("query").asText()), List.of());
    }

    private String answer(String query) {
        Matcher period = PERIOD.matcher(query);
        assertThat(period.find()).as(query).isTrue();
        Instant from = Instant.parse(period.group(1));
        Instant to = Instant.parse(period.group(2));
        List<Row> found = table.stream()
                .filter(row -> !row.time().isBefore(from) && row.time().isBefore(to))
                .filter(row -> !query.contains(" in (") || query.contains("\"" + row.id() + "\""))
                .toList();
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode primary = answer.putArray("tables").addObject().put("name", "PrimaryResult");
        ArrayNode columns = primary.putArray("columns");
        column(columns, "Id", "string");
        column(columns, "TimeGenerated", "datetime");
        column(columns, "Status", "dynamic");
        column(columns, "Empty", "string");
        column(columns, "N", "real");
        ArrayNode rows = primary.putArray("rows");
        found.stream()
                .limit(mostRows)
                .forEach(row -> rows.addArray()
                        .add(row.id())
                        .add(row.time().toString())
                        .add(padding.isEmpty() ? "{\"errorCode\":0}" : padding)
                        .add((String) null)
                        .add(new java.math.BigDecimal("1.50")));
        if (found.size() > mostRows) {
            ObjectNode error = JSON.createObjectNode()
                    .put("code", "PartialError")
                    .put("message", "Query result set has exceeded the limit (E_QUERY_RESULT_SET_TOO_LARGE)");
            if (cutsInTheRows) {
                rows.add(error);
            } else {
                answer.set("error", error);
            }
        }
        return answer.toString();
    }

    private static void column(ArrayNode columns, String name, String type) {
        JsonNode unused = columns.addObject().put("name", name).put("type", type);
    }

    private WorkspaceSiem siem() throws Exception {
        return WorkspaceSiem.open(
                new WorkspaceOptions(
                        HttpOptions.to(azure.uri(), Duration.ofSeconds(10)),
                        WORKSPACE,
                        "SigninLogs",
                        "TimeGenerated",
                        "Id",
                        new AzureIdentity.Application("tenant", "client", new Secret("secret"), azure.uri()),
                        "https://api.loganalytics.azure.com",
                        Duration.ofDays(1)),
                new ManualClock(Instant.parse("2026-03-04T00:00:00Z")));
    }
}
