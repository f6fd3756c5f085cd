package io.rollcall.sinks.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.CountingSiem;
import io.rollcall.engine.siem.Question;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.Inquiry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Splunk finds, by its API that streams the events of a search as it finds them. It is then asked how many there are, for which it sends none, and the
 * two numbers must be the same.
 */
public final class SearchSiem implements CountingSiem {

    private static final String EXPORT = "/services/search/v2/jobs/export";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String EVENTS = " | fields _time, _raw";
    private static final String COUNT = " | stats count";
    private static final String NO_NOTICES = " | regex _raw!=\"^\\{\\\"rollcall\\\":\\{\\\"notice\\\":\"";
    /** Hours as everywhere: those of the user's zone may begin at other minutes. */
    private static final String BY_HOUR = " | eval hour=floor(_time/3600)*3600 | stats count by hour";

    private static final int LONGEST_REFUSAL = 1 << 16;

    private final SearchOptions options;
    private final Inquiry inquiry;

    private SearchSiem(SearchOptions options, Inquiry inquiry) {
        this.options = options;
        this.inquiry = inquiry;
    }

    /** @throws IOException if certificates or keys cannot be read */
    public static SearchSiem open(SearchOptions options) throws IOException {
        String name = "splunk " + options.http().uri() + ", search " + options.search();
        Map<String, Secret> headers = Map.of("Authorization", options.authorization());
        return new SearchSiem(options, new Inquiry(name, new Courier(options.http(), headers)));
    }

    @Override
    public void read(Question question, Taker taker) throws CannotTell, IOException, InterruptedException {
        long shown = export(question, EVENTS, row -> taker.take(event(row)));
        long[] counted = {-1};
        long unused = export(
                question,
                COUNT,
                row -> counted[0] = row.path("result").path("count").asLong(-1));
        if (shown != counted[0]) {
            throw inquiry.odd("it showed " + shown + " events of a search, and counts " + counted[0] + " for it.");
        }
    }

    @Override
    public SortedMap<Instant, Long> hours(Window period) throws CannotTell, IOException, InterruptedException {
        SortedMap<Instant, Long> hours = new TreeMap<>();
        long unused = export(
                Question.all(period),
                NO_NOTICES + BY_HOUR,
                row -> hours.put(Instant.ofEpochSecond(number(row, "hour")), number(row, "count")));
        long[] counted = {-1};
        unused += export(Question.all(period), NO_NOTICES + COUNT, row -> counted[0] = number(row, "count"));
        long sum = hours.values().stream().mapToLong(Long::longValue).sum();
        if (sum != counted[0]) {
            throw inquiry.odd("it counts " + sum + " events by the hour, and " + counted[0] + " in all.");
        }
        return hours;
    }

    private long number(JsonNode row, String field) throws CannotTell {
        String written = row.path("result").path(field).asText();
        if (!written.matches("[0-9]{1,18}")) {
            throw inquiry.odd("'" + field + "' is no number: " + row + ".");
        }
        return Long.parseLong(written);
    }

    private Slice event(JsonNode row) throws CannotTell {
        if (!row.path("result").path("_raw").isTextual()) {
            throw inquiry.wrong("a row has no _raw, in which the event is. Check search in the configuration.");
        }
        return Slice.of(row.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Hands over the rows of a search; how many they were. */
    private long export(Question question, String command, ExportedRows.RowTaker taker)
            throws CannotTell, IOException, InterruptedException {
        String form = form(question, command);
        try (Courier.Streamed answer = inquiry.attempt(courier -> courier.stream(EXPORT, form, FORM))) {
            if (answer.status() != 200) {
                inquiry.require(answer.whole(LONGEST_REFUSAL));
            }
            ExportedRows rows = new ExportedRows(inquiry, taker, options.acceptsWarnings());
            BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
                rows.take(line.get());
            }
            rows.end();
            return rows.rows();
        }
    }

    /** A connection that breaks is the SIEM's trouble, other than that of whoever takes the rows. */
    private Optional<String> next(BufferedReader lines) throws CannotTell {
        try {
            return Optional.ofNullable(lines.readLine());
        } catch (IOException e) {
            throw inquiry.broken(e);
        }
    }

    private String form(Question question, String command) {
        Window period = question.ids().isEmpty()
                ? question.period()
                : new Window(
                        question.period().from().minus(options.lookAround()),
                        question.period().to().plus(options.lookAround()));
        return "output_mode=json&preview=false&adhoc_search_level=fast&search=" + encoded(search(question) + command)
                + "&earliest_time=" + seconds(period.from())
                + "&latest_time=" + seconds(period.to());
    }

    private String search(Question question) {
        String ids = question.ids().stream().map(this::term).collect(Collectors.joining(" OR "));
        return "search (" + options.search() + ")" + (ids.isEmpty() ? "" : " (" + ids + ")");
    }

    private String term(String id) {
        String quoted = "\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return options.idField().map(field -> field + "=" + quoted).orElse(quoted);
    }

    /** Seconds since 1970 with their fraction, as Splunk reads them in whatever zone its user lives. */
    private static String seconds(Instant time) {
        return time.getEpochSecond()
                + (time.getNano() == 0 ? "" : String.format(java.util.Locale.ROOT, ".%09d", time.getNano()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
