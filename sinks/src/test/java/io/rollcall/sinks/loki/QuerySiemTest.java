package io.rollcall.sinks.loki;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpReceiver;
import io.rollcall.sinks.http.HttpReceiver.Reply;
import io.rollcall.sinks.http.HttpReceiver.Request;
import io.rollcall.sinks.siem.Asking;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of Loki, and that its limits hide nothing. */
@Timeout(60)
final class QuerySiemTest {

    private static final String SELECTOR = "{job=\"rollcall\"}";
    private static final long MIDNIGHT = Asking.DAY.from().getEpochSecond() * 1_000_000_000L;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern FILTER = Pattern.compile(" \\|~ (\".*\")$");

    private final List<Line> lines = new ArrayList<>();
    private HttpReceiver loki;

    private record Line(long nanos, String stream, String text) {}

    @BeforeEach
    void begin() throws Exception {
        loki = new HttpReceiver(
                uri -> {
                    throw new AssertionError("nothing is written");
                },
                this::reply);
    }

    @AfterEach
    void end() {
        loki.close();
    }

    @Test
    void allPagesAreReadAndEntriesOfOneTimeAreNeitherLostNorRepeated() throws Exception {
        for (int i = 0; i < 1000; i++) {
            lines.add(new Line(MIDNIGHT + i / 7, "s" + i % 3, "{\"id\":\"" + i + "\"}"));
        }
        assertThat(Asking.all(siem(10))).hasSize(1000).doesNotHaveDuplicates();
        assertThat(Asking.all(siem(5000)))
                .hasSize(1000)
                .contains("{\"stream\":{\"s\":\"s0\"},\"timestamp\":\"" + MIDNIGHT
                        + "\",\"line\":\"{\\\"id\\\":\\\"0\\\"}\"}");
        assertThat(loki.requests().get(0).headers().getFirst("X-Scope-OrgID")).isEqualTo("security");
    }

    @Test
    void moreEntriesAtOneTimeThanAPageHoldsCannotBeTold() throws Exception {
        for (int i = 0; i < 11; i++) {
            lines.add(new Line(MIDNIGHT + 5, "s", "{\"id\":\"" + i + "\"}"));
        }
        CannotTell trouble = Asking.trouble(siem(10));
        assertThat(trouble).hasMessageContaining("raise page, and max_entries_limit_per_query");
        assertThat(trouble.mayPass()).isFalse();
        assertThat(Asking.all(siem(12))).hasSize(11);
    }

    @Test
    void thePeriodIsHalfOpen() throws Exception {
        long end = Asking.DAY.to().getEpochSecond() * 1_000_000_000L;
        lines.add(new Line(MIDNIGHT - 1, "s", "before"));
        lines.add(new Line(MIDNIGHT, "s", "first"));
        lines.add(new Line(end - 1, "s", "last"));
        lines.add(new Line(end, "s", "after"));
        assertThat(Asking.all(siem(10))).hasSize(2);
    }

    @Test
    void idsAreLookedUpAsTheyAre() throws Exception {
        lines.add(new Line(MIDNIGHT, "s", "{\"id\":\"a.b+c\"}"));
        lines.add(new Line(MIDNIGHT + 1, "s", "{\"id\":\"aXb+c\"}"));
        lines.add(new Line(MIDNIGHT + 2, "s", "{\"id\":\"q\\\"\"}"));
        assertThat(Asking.find(siem(10), "a.b+c", "none")).hasSize(1);
        assertThat(Asking.find(siem(10), "q\\\"")).hasSize(1);
        for (int i = 0; i < 200; i++) {
            lines.add(new Line(MIDNIGHT + 10 + i, "s", "{\"id\":\"n" + i + ".\"}"));
        }
        String[] all = IntStream.range(0, 200).mapToObj(i -> "n" + i + ".").toArray(String[]::new);
        assertThat(Asking.find(siem(10), all)).hasSize(200);
    }

    @Test
    void whatIsNotWhollyASuccessIsNoAnswer() throws Exception {
        loki.next(
                200,
                "{\"status\":\"success\",\"warnings\":[\"an ingester is down\"],\"data\":{\"resultType\":\"streams\",\"result\":[]}}");
        assertThat(Asking.trouble(siem(10))).hasMessageContaining("an ingester is down");
        loki.next(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}");
        assertThat(Asking.trouble(siem(10))).hasMessageContaining("not wholly a success");
        loki.next(200, "<html>");
        assertThat(Asking.trouble(siem(10))).hasMessageContaining("no JSON");
        loki.next(400, "max entries limit per query exceeded, limit > max_entries_limit (10 > 5)");
        CannotTell refused = Asking.trouble(siem(10));
        assertThat(refused).hasMessageContaining("max entries limit per query exceeded");
        assertThat(refused.mayPass()).isFalse();
        loki.next(503, "");
        assertThat(Asking.trouble(siem(10)).mayPass()).isTrue();
    }

    /** Entries of all streams together by time, {@code limit} at most; begins at {@code start} and ends before {@code end}. */
    private Reply reply(Request request) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : URI.create(request.path()).getRawQuery().split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        assertThat(request.path()).startsWith("/loki/api/v1/query_range?");
        assertThat(query.keySet()).containsExactlyInAnyOrder("direction", "limit", "start", "end", "query");
        assertThat(query).containsEntry("direction", "forward");
        String asked = query.get("query");
        assertThat(asked).startsWith(SELECTOR);
        Matcher filter = FILTER.matcher(asked);
        Pattern wanted = Pattern.compile(filter.find() ? unquoted(filter.group(1)) : "");
        long start = Long.parseLong(query.get("start"));
        long end = Long.parseLong(query.get("end"));
        Map<String, ArrayNode> streams = new LinkedHashMap<>();
        ObjectNode answer = JSON.createObjectNode().put("status", "success");
        ArrayNode result = answer.putObject("data").put("resultType", "streams").putArray("result");
        lines.stream()
                .filter(line -> line.nanos() >= start
                        && line.nanos() < end
                        && wanted.matcher(line.text()).find())
                .sorted(Comparator.comparingLong(Line::nanos))
                .limit(Long.parseLong(query.get("limit")))
                .forEach(line -> streams.computeIfAbsent(line.stream(), name -> stream(result, name))
                        .addArray()
                        .add(Long.toString(line.nanos()))
                        .add(line.text()));
        return new Reply(200, answer.toString(), List.of());
    }

    private static ArrayNode stream(ArrayNode result, String name) {
        ObjectNode stream = result.addObject();
        stream.putObject("stream").put("s", name);
        return stream.putArray("values");
    }

    private static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private QuerySiem siem(int page) throws Exception {
        return QuerySiem.open(new QueryOptions(
                HttpOptions.to(loki.uri(), Duration.ofSeconds(10)).at("/loki/api/v1/query_range"),
                Map.of("X-Scope-OrgID", new Secret("security")),
                SELECTOR,
                page,
                Duration.ofDays(1)));
    }
}
