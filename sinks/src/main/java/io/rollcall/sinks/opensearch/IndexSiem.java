package io.rollcall.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.CountingSiem;
import io.rollcall.engine.siem.Question;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.ExactJson;
import io.rollcall.sinks.http.Inquiry;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in an index of OpenSearch or Elasticsearch. It is read by scrolling, which shows the index as it was at the first request,
 * whatever is written meanwhile, and needs no order: paging by a field that several documents share would skip some. The node's own count of
 * what matches is compared with what came.
 */
public final class IndexSiem implements CountingSiem {

    private static final String JSON = "application/json";
    private static final String KEPT_FOR = "2m";
    private static final String NOTICE_FIELD = "rollcall.notice";

    private final IndexOptions options;
    private final Inquiry inquiry;
    private final FieldCheck fields;

    private IndexSiem(IndexOptions options, Inquiry inquiry) {
        this.options = options;
        this.inquiry = inquiry;
        this.fields = new FieldCheck(inquiry, options.index());
    }

    /** @throws IOException if certificates or keys cannot be read */
    public static IndexSiem open(IndexOptions options) throws IOException {
        Map<String, Secret> headers = options.authorization()
                .map(value -> Map.of("Authorization", value))
                .orElse(Map.of());
        String name = "opensearch " + options.http().uri() + ", index " + options.index();
        return new IndexSiem(options, new Inquiry(name, new Courier(options.http(), headers)));
    }

    @Override
    public void read(Question question, Taker taker) throws CannotTell, IOException, InterruptedException {
        if (question.ids().isEmpty()) {
            fields.require("time_field", options.timeField(), FieldCheck.DATES);
        } else {
            fields.require("id_field", options.idField(), FieldCheck.EXACT_TEXTS);
        }
        JsonNode page = search(question);
        long matching = matching(page);
        long taken = 0;
        String scroll = page.path("_scroll_id").asText();
        try {
            while (!page.path("hits").path("hits").isEmpty()) {
                for (JsonNode hit : page.path("hits").path("hits")) {
                    taker.take(row(hit));
                    taken++;
                }
                page = next(scroll);
                scroll = page.path("_scroll_id").asText(scroll);
            }
        } finally {
            release(scroll);
        }
        if (taken != matching) {
            throw inquiry.odd("the node says that " + matching + " documents match, and showed " + taken + ".");
        }
    }

    @Override
    public SortedMap<Instant, Long> hours(Window period) throws CannotTell, InterruptedException {
        fields.require("time_field", options.timeField(), FieldCheck.DATES);
        ObjectNode body = ExactJson.object();
        body.put("size", 0);
        body.put("track_total_hits", true);
        ObjectNode matches = body.putObject("query").putObject("bool");
        restrict(matches.putArray("filter"), period);
        matches.putArray("must_not").addObject().putObject("exists").put("field", NOTICE_FIELD);
        body.putObject("aggs")
                .putObject("hours")
                .putObject("date_histogram")
                .put("field", options.timeField())
                .put("fixed_interval", "1h")
                .put("min_doc_count", 1);
        JsonNode answer = whole(inquiry.ask(courier -> courier.post(path(""), body.toString(), JSON)));
        SortedMap<Instant, Long> hours = new TreeMap<>();
        for (JsonNode bucket : answer.path("aggregations").path("hours").path("buckets")) {
            hours.put(
                    Instant.ofEpochMilli(bucket.path("key").asLong()),
                    bucket.path("doc_count").asLong());
        }
        long counted = hours.values().stream().mapToLong(Long::longValue).sum();
        long matching = matching(answer);
        if (counted != matching) {
            throw inquiry.odd(
                    "the node says that " + matching + " documents match, and counts " + counted + " by the hour.");
        }
        return hours;
    }

    private void restrict(ArrayNode filters, Window period) {
        filters.addObject()
                .putObject("range")
                .putObject(options.timeField())
                .put("gte", period.from().toString())
                .put("lt", period.to().toString())
                .put("format", "strict_date_optional_time_nanos");
        options.filter()
                .ifPresent(
                        filter -> filters.addObject().putObject("query_string").put("query", filter));
    }

    private String path(String more) {
        return "/" + encoded(options.index()) + "/_search?" + more
                + "allow_partial_search_results=false&ignore_unavailable=false&allow_no_indices=false";
    }

    private JsonNode search(Question question) throws CannotTell, InterruptedException {
        ObjectNode body = ExactJson.object();
        body.put("size", options.pageDocuments());
        body.put("track_total_hits", true);
        body.putArray("sort").add("_doc");
        ArrayNode filters = body.putObject("query").putObject("bool").putArray("filter");
        if (question.ids().isEmpty()) {
            restrict(filters, question.period());
        } else {
            var ids = filters.addObject().putObject("terms").putArray(options.idField());
            question.ids().forEach(ids::add);
            options.filter()
                    .ifPresent(filter ->
                            filters.addObject().putObject("query_string").put("query", filter));
        }
        String path = path("scroll=" + KEPT_FOR + "&");
        return checked(inquiry.ask(courier -> courier.post(path, body.toString(), JSON)));
    }

    private JsonNode next(String scroll) throws CannotTell, InterruptedException {
        ObjectNode body = ExactJson.object().put("scroll", KEPT_FOR).put("scroll_id", scroll);
        Answer answer = inquiry.attempt(courier -> courier.post("/_search/scroll", body.toString(), JSON));
        if (answer.status() == 404) {
            throw inquiry.odd("the node has forgotten the snapshot that was being read: " + answer.shown() + ".");
        }
        inquiry.require(answer);
        return checked(answer);
    }

    /** A page that all shards have answered, in time, and behind which the next can be asked for. */
    private JsonNode checked(Answer answer) throws CannotTell {
        JsonNode page = whole(answer);
        if (page.path("_scroll_id").asText().isEmpty()) {
            throw inquiry.odd("the answer names no scroll: " + answer.shown());
        }
        return page;
    }

    /** An answer of all shards, in time. */
    private JsonNode whole(Answer answer) throws CannotTell {
        JsonNode page =
                ExactJson.of(answer).orElseThrow(() -> inquiry.odd("the answer is no JSON: " + answer.shown() + "."));
        JsonNode shards = page.path("_shards");
        if (!page.path("hits").path("hits").isArray()
                || page.path("timed_out").asBoolean(true)
                || !shards.path("failed").isInt()
                || shards.path("failed").asInt() > 0
                || page.path("terminated_early").asBoolean(false)
                || page.path("_clusters").path("skipped").asInt(0) > 0) {
            throw inquiry.odd("not all shards have answered wholly: " + answer.shown());
        }
        if (shards.path("total").asInt() == 0) {
            throw inquiry.wrong("there is no such index. Check index in the configuration.");
        }
        return page;
    }

    private long matching(JsonNode page) throws CannotTell {
        JsonNode total = page.path("hits").path("total");
        if (!total.path("value").canConvertToLong()
                || !total.path("relation").asText().equals("eq")) {
            throw inquiry.odd("the answer does not say how many documents match: " + total + ".");
        }
        return total.path("value").asLong();
    }

    private Slice row(JsonNode hit) throws CannotTell {
        if (!hit.path("_source").isObject()) {
            throw inquiry.wrong(
                    "documents come without their _source, in which the record is; it must be kept in the index.");
        }
        return Slice.of(hit.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Gives the snapshot back. That it fails does not change what was read: the node forgets it by itself. */
    private void release(String scroll) throws InterruptedException {
        ObjectNode body = ExactJson.object();
        body.putArray("scroll_id").add(scroll);
        try {
            Answer unused = inquiry.attempt(
                    courier -> courier.ask("DELETE", "/_search/scroll", body.toString(), JSON, Map.of()));
        } catch (CannotTell ignored) {
            return;
        }
    }

    private static String encoded(String index) {
        return URLEncoder.encode(index, StandardCharsets.UTF_8);
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
