package io.rollcall.sinks.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.rollcall.engine.siem.CannotTell;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpReceiver;
import io.rollcall.sinks.http.HttpReceiver.Reply;
import io.rollcall.sinks.http.HttpReceiver.Request;
import io.rollcall.sinks.siem.Asking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which answers of an OpenSearch node are not relied on; what a real one answers is in {@link OpenSearchNodeTest}. */
@Timeout(60)
final class IndexSiemTest {

    private static final String CAPABILITIES =
            "{\"fields\":{\"@timestamp\":{\"date\":{\"type\":\"date\",\"searchable\":true}}}}";
    private static final String SHARDS =
            "\"timed_out\":false,\"_shards\":{\"total\":2,\"successful\":2,\"skipped\":0,\"failed\":0}";
    private static final String ONE = "{\"_scroll_id\":\"s1\"," + SHARDS
            + ",\"hits\":{\"total\":{\"value\":1,\"relation\":\"eq\"},\"hits\":[{\"_id\":\"k\",\"_source\":{\"id\":\"a\"}}]}}";
    private static final String END =
            "{\"_scroll_id\":\"s1\"," + SHARDS + ",\"hits\":{\"total\":{\"value\":1,\"relation\":\"eq\"},\"hits\":[]}}";

    private HttpReceiver node;

    @BeforeEach
    void begin() throws Exception {
        node = new HttpReceiver(
                uri -> {
                    throw new AssertionError("nothing is written");
                },
                request -> new Reply(200, "{}", List.of()));
    }

    @AfterEach
    void end() {
        node.close();
    }

    @Test
    void aScrollIsOpenedReadToItsEndAndGivenBack() throws Exception {
        answers(CAPABILITIES, ONE, END);
        assertThat(Asking.all(siem())).containsExactly("{\"_id\":\"k\",\"_source\":{\"id\":\"a\"}}");
        assertThat(node.requests()).extracting(Request::method).containsExactly("GET", "POST", "POST", "DELETE");
        assertThat(node.requests())
                .allMatch(request -> "ApiKey x".equals(request.headers().getFirst("Authorization")));
        assertThat(node.requests().get(1).path())
                .contains("/logs-*/_search?", "allow_partial_search_results=false", "allow_no_indices=false");
        assertThat(node.requests().get(1).body())
                .contains("\"gte\":\"2026-03-02T00:00:00Z\",\"lt\":\"2026-03-03T00:00:00Z\"");
        assertThat(node.requests().get(3).body()).isEqualTo("{\"scroll_id\":[\"s1\"]}");
    }

    @Test
    void anAnswerOfSomeShardsOnlyIsNone() throws Exception {
        assertTrouble(ONE.replace("\"failed\":0", "\"failed\":1"));
        assertTrouble(ONE.replace("\"timed_out\":false", "\"timed_out\":true"));
        assertTrouble(ONE.replace("\"timed_out\":false", "\"timed_out\":false,\"terminated_early\":true"));
        assertTrouble(ONE.replace("\"timed_out\":false", "\"timed_out\":false,\"_clusters\":{\"skipped\":1}"));
        assertTrouble("{}");
        assertTrouble("<html>");
        answers(CAPABILITIES, ONE, END.replace("\"failed\":0", "\"failed\":1"));
        assertThat(Asking.trouble(siem())).hasMessageContaining("not all shards have answered wholly");
    }

    @Test
    void fewerDocumentsThanMatchAreNoAnswer() throws Exception {
        answers(CAPABILITIES, ONE.replace("\"value\":1", "\"value\":2"), END);
        assertThat(Asking.trouble(siem())).hasMessageContaining("2 documents match, and showed 1");
        answers(CAPABILITIES, ONE.replace("\"eq\"", "\"gte\""), END);
        assertThat(Asking.trouble(siem())).hasMessageContaining("does not say how many");
    }

    @Test
    void aSnapshotThatIsForgottenMayBeHadAnewAndARefusalMustBeMended() throws Exception {
        answers(CAPABILITIES, ONE);
        node.next(404, "{\"error\":{\"type\":\"search_context_missing_exception\"}}");
        CannotTell forgotten = Asking.trouble(siem());
        assertThat(forgotten).hasMessageContaining("search_context_missing_exception");
        assertThat(forgotten.mayPass()).isTrue();
        node.next(403, "{\"error\":\"no permissions for [indices:data/read/field_caps]\"}");
        assertThat(Asking.trouble(siem()).mayPass()).isFalse();
        answers(CAPABILITIES, ONE.replace("\"_source\":{\"id\":\"a\"}", "\"x\":1"));
        assertThat(Asking.trouble(siem())).hasMessageContaining("without their _source");
    }

    @Test
    void countsThatDoNotAddUpAreNoAnswer() throws Exception {
        String counted = "{" + SHARDS
                + ",\"hits\":{\"total\":{\"value\":3,\"relation\":\"eq\"},\"hits\":[]},\"aggregations\":{\"hours\":{\"buckets\":"
                + "[{\"key\":1772409600000,\"doc_count\":2},{\"key\":1772413200000,\"doc_count\":1}]}}}";
        answers(CAPABILITIES, counted);
        try (IndexSiem siem = siem()) {
            assertThat(siem.hours(Asking.DAY))
                    .containsExactly(
                            entry(Instant.parse("2026-03-02T00:00:00Z"), 2L),
                            entry(Instant.parse("2026-03-02T01:00:00Z"), 1L));
            assertThat(node.requests().get(1).body()).contains("\"must_not\"", "rollcall.notice");
            answers(CAPABILITIES, counted.replace("\"doc_count\":1", "\"doc_count\":4"));
            assertThatThrownBy(() -> siem.hours(Asking.DAY)).hasMessageContaining("3 documents match, and counts 6");
            answers(CAPABILITIES, counted.replace("\"failed\":0", "\"failed\":1"));
            assertThatThrownBy(() -> siem.hours(Asking.DAY)).hasMessageContaining("not all shards");
        }
    }

    private void answers(String... bodies) {
        for (String body : bodies) {
            node.next(200, body);
        }
    }

    private void assertTrouble(String answer) throws Exception {
        answers(CAPABILITIES, answer);
        assertThat(Asking.trouble(siem()).mayPass()).isTrue();
    }

    private IndexSiem siem() throws Exception {
        return IndexSiem.open(new IndexOptions(
                HttpOptions.to(node.uri(), Duration.ofSeconds(10)),
                "logs-*",
                Optional.of(new Secret("ApiKey x")),
                "@timestamp",
                "id.keyword",
                Optional.empty(),
                100));
    }
}
