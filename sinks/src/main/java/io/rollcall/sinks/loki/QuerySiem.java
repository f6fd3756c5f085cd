package io.rollcall.sinks.loki;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Question;
import io.rollcall.engine.siem.Siem;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.Envelope;
import io.rollcall.sinks.http.ExactJson;
import io.rollcall.sinks.http.Inquiry;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is in Loki. Its answers end without a word after so many entries, and the next question begins at a time, not behind an entry: so a full page
 * is cut before its last nanosecond, which the next page begins with.
 */
public final class QuerySiem implements Siem {

    /** Ids stand in the address of a request, which servers in between do not let grow for ever. */
    private static final int IDS_OF_A_QUERY = 50;

    private final QueryOptions options;
    private final Inquiry inquiry;

    private QuerySiem(QueryOptions options, Inquiry inquiry) {
        this.options = options;
        this.inquiry = inquiry;
    }

    /** @throws IOException if certificates or keys cannot be read */
    public static QuerySiem open(QueryOptions options) throws IOException {
        String name = "loki " + options.http().uri() + ", " + options.selector();
        return new QuerySiem(options, new Inquiry(name, new Courier(options.http(), options.headers())));
    }

    @Override
    public void read(Question question, Taker taker) throws CannotTell, IOException, InterruptedException {
        if (question.ids().isEmpty()) {
            read(question.period(), List.of(), taker);
        }
        for (int i = 0; i < question.ids().size(); i += IDS_OF_A_QUERY) {
            int end = Math.min(i + IDS_OF_A_QUERY, question.ids().size());
            read(around(question.period()), question.ids().subList(i, end), taker);
        }
    }

    private void read(Window period, List<String> ids, Taker taker)
            throws CannotTell, IOException, InterruptedException {
        long end = Long.parseLong(Envelope.nanos(period.to()));
        Optional<Long> from = Optional.of(Long.parseLong(Envelope.nanos(period.from())));
        while (from.isPresent()) {
            from = hand(page(query(ids), from.get(), end), taker);
        }
    }

    private Window around(Window period) {
        return new Window(period.from().minus(options.lookAround()), period.to().plus(options.lookAround()));
    }

    /** Hands over the entries of a page that are sure to be all of their time; where the next page begins, if there may be more. */
    private Optional<Long> hand(List<Entry> page, Taker taker) throws CannotTell, IOException {
        boolean isFull = page.size() >= options.pageEntries();
        long last = page.stream().mapToLong(Entry::nanos).max().orElse(0);
        long before = isFull ? last : Long.MAX_VALUE;
        if (isFull && page.stream().allMatch(entry -> entry.nanos() == last)) {
            throw inquiry.wrong(
                    page.size() + " entries or more are at the same nanosecond " + last
                            + ", and Loki shows no more than so many at once: raise page, and max_entries_limit_per_query of Loki.");
        }
        for (Entry entry : page) {
            if (entry.nanos() < before) {
                taker.take(entry.row());
            }
        }
        return isFull ? Optional.of(last) : Optional.empty();
    }

    private String query(List<String> ids) {
        String any = ids.stream().map(QuerySiem::literally).collect(Collectors.joining("|"));
        return options.selector() + (ids.isEmpty() ? "" : " |~ " + quoted(any));
    }

    /** A regular expression (RE2) for a text as it is. */
    private static String literally(String text) {
        return Pattern.compile("[^A-Za-z0-9_ -]").matcher(text).replaceAll(found -> "\\\\\\" + found.group());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private List<Entry> page(String query, long from, long to) throws CannotTell, InterruptedException {
        String path = options.http().uri().getPath() + "?direction=forward&limit=" + options.pageEntries() + "&start="
                + from + "&end=" + to + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        Answer answer = inquiry.ask(courier -> courier.get(path));
        JsonNode json =
                ExactJson.of(answer).orElseThrow(() -> inquiry.odd("the answer is no JSON: " + answer.shown() + "."));
        if (!json.path("status").asText().equals("success")
                || !json.path("data").path("resultType").asText().equals("streams")
                || !json.path("warnings").isEmpty()) {
            throw inquiry.odd("the answer is not wholly a success: " + answer.shown() + ".");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode stream : json.path("data").path("result")) {
            for (JsonNode value : stream.path("values")) {
                entries.add(entry(stream.path("stream"), value));
            }
        }
        if (entries.size() > options.pageEntries()) {
            throw inquiry.odd("the answer holds " + entries.size() + " entries, more than were asked for.");
        }
        return entries;
    }

    private Entry entry(JsonNode labels, JsonNode value) throws CannotTell {
        if (!value.path(0).isTextual()
                || !value.path(0).asText().matches("[0-9]{1,19}")
                || !value.path(1).isTextual()) {
            throw inquiry.odd("an entry is not a time and a line: " + value + ".");
        }
        ObjectNode row = ExactJson.object();
        row.set("stream", labels);
        row.put("timestamp", value.path(0).asText());
        row.put("line", value.path(1).asText());
        return new Entry(
                Long.parseLong(value.path(0).asText()), Slice.of(row.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** An entry and its time. */
    private record Entry(long nanos, Slice row) {}

    @Override
    public String description() {
        return inquiry.name();
    }

    @Override
    public void close() {
        // The client's connections end by themselves.
    }
}
