package io.rollcall.sinks.splunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.rollcall.engine.siem.CannotTell;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpReceiver;
import io.rollcall.sinks.siem.Asking;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of Splunk's search API, and which of its answers are relied on. */
@Timeout(60)
final class SearchSiemTest {

    private static final String FIRST =
            "{\"preview\":false,\"offset\":0,\"result\":{\"_time\":\"2026-03-02 08:00:00.000 UTC\",\"_raw\":\"{\\\"id\\\":\\\"a\\\"}\"}}\n";
    private static final String LAST =
            "{\"preview\":false,\"offset\":1,\"lastrow\":true,\"result\":{\"_time\":\"2026-03-02 09:00:00.000 UTC\",\"_raw\":\"{\\\"id\\\":\\\"b\\\",\\\"n\\\":1.50}\"}}\n";

    private static final String NOTHING = "{\"preview\":false,\"lastrow\":true}\n";

    private HttpReceiver splunk;

    @BeforeEach
    void begin() throws Exception {
        splunk = new HttpReceiver(
                uri -> {
                    throw new AssertionError("nothing is written");
                },
                request -> {
                    throw new AssertionError("not prepared: " + request);
                });
    }

    @AfterEach
    void end() {
        splunk.close();
    }

    @Test
    void anExportIsAskedForAndItsRowsAreTakenAsTheyAre() throws Exception {
        answers(FIRST + LAST, count(2));
        assertThat(Asking.all(siem(false))).containsExactly(FIRST.strip(), LAST.strip());
        HttpReceiver.Request request = splunk.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/services/search/v2/jobs/export");
        assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer token");
        assertThat(form(request))
                .contains(
                        "output_mode=json",
                        "preview=false",
                        "search=search (index=security) | fields _time, _raw",
                        "earliest_time=1772409600",
                        "latest_time=1772496000");
        assertThat(form(splunk.requests().get(1))).contains("search=search (index=security) | stats count");
    }

    @Test
    void idsAreLookedUpInAFieldOrAnywhereADayAround() throws Exception {
        answers(NOTHING, count(0));
        assertThat(Asking.find(siem(false), "a", "b\"\\")).isEmpty();
        assertThat(form(splunk.requests().get(0)))
                .contains(
                        "search=search (index=security) (\"a\" OR \"b\\\"\\\\\") | fields _time, _raw",
                        "earliest_time=1772323200",
                        "latest_time=1772582400");
    }

    @Test
    void theHoursOfAPeriodAreCountedAndAddUp() throws Exception {
        String hours = hour(0, "1772409600", 2)
                + hour(1, "1772413200", 1).replace("\"result\"", "\"lastrow\":true,\"result\"");
        answers(hours, count(3));
        try (SearchSiem siem = siem(false)) {
            assertThat(siem.hours(Asking.DAY))
                    .containsExactly(
                            entry(Instant.parse("2026-03-02T00:00:00Z"), 2L),
                            entry(Instant.parse("2026-03-02T01:00:00Z"), 1L));
            assertThat(form(splunk.requests().get(0)))
                    .contains(
                            "search=search (index=security) | regex _raw!=\"^\\{\\\"rollcall\\\":\\{\\\"notice\\\":\""
                                    + " | eval hour=floor(_time/3600)*3600 | stats count by hour",
                            "earliest_time=1772409600",
                            "latest_time=1772496000");
            answers(hours, count(4));
            assertThatThrownBy(() -> siem.hours(Asking.DAY)).hasMessageContaining("counts 3 events by the hour, and 4");
            answers(hours.replace("\"hour\":\"1772409600\"", "\"hour\":\"x\""));
            assertThatThrownBy(() -> siem.hours(Asking.DAY)).hasMessageContaining("'hour' is no number");
        }
    }

    private static String hour(int offset, String hour, long count) {
        return "{\"preview\":false,\"offset\":" + offset + ",\"result\":{\"hour\":\"" + hour + "\",\"count\":\"" + count
                + "\"}}\n";
    }

    @Test
    void nothingFoundIsAnAnswerAndAnEmptyBodyIsNone() throws Exception {
        answers(NOTHING, count(0));
        assertThat(Asking.all(siem(false))).isEmpty();
        splunk.next(200, "");
        assertThat(Asking.trouble(siem(false))).hasMessageContaining("ended after 0 rows");
    }

    @Test
    void whatIsCutOffIsNoAnswer() throws Exception {
        assertTrouble(FIRST, "ended after 1 rows");
        assertTrouble(FIRST + LAST.substring(0, 40), "cut off or no JSON, after 1 rows");
        assertTrouble(LAST, "row 1 came where 0 was due");
        assertTrouble(FIRST + LAST + LAST, "row 1 came where 2 was due");
    }

    @Test
    void rowsMayComeInSeveralSetsButNotFewerThanAreCounted() throws Exception {
        answers(FIRST + LAST + FIRST + LAST, count(4));
        assertThat(Asking.all(siem(false))).hasSize(4);
        answers(FIRST + LAST + LAST.replace("\"offset\":1", "\"offset\":2"), count(3));
        assertThat(Asking.all(siem(false))).hasSize(3);
        assertTrouble(FIRST + LAST + FIRST, "ended after 3 rows");
        answers(FIRST + LAST, count(4));
        assertThat(Asking.trouble(siem(false))).hasMessageContaining("showed 2 events of a search, and counts 4");
        answers(NOTHING, NOTHING);
        assertThat(Asking.trouble(siem(false))).hasMessageContaining("counts -1");
    }

    @Test
    void whatIsNotFinalIsNoAnswer() throws Exception {
        assertTrouble(FIRST.replace("\"preview\":false", "\"preview\":true") + LAST, "previews");
        assertTrouble(
                "{\"messages\":[{\"type\":\"ERROR\",\"text\":\"the search process on peer idx2 ended prematurely\"}]}\n"
                        + FIRST + LAST,
                "ERROR: the search process on peer idx2 ended prematurely");
        assertTrouble(
                "{\"preview\":false,\"lastrow\":true,\"messages\":[{\"type\":\"FATAL\",\"text\":\"Unknown search command\"}]}\n",
                "FATAL: Unknown search command");
    }

    @Test
    void aWarningIsReliedOnOnlyIfTheUserSaysSo() throws Exception {
        String warned =
                "{\"messages\":[{\"type\":\"INFO\",\"text\":\"x\"},{\"type\":\"WARN\",\"text\":\"idx2 is down\"}]}\n";
        assertTrouble(warned + FIRST + LAST, "WARN: idx2 is down. If that is harmless, set accept_warnings");
        answers(warned + FIRST + LAST, count(2));
        assertThat(Asking.all(siem(true))).hasSize(2);
    }

    @Test
    void rowsWithoutTheEventAreAMistakeInTheConfiguration() throws Exception {
        splunk.next(200, "{\"preview\":false,\"offset\":0,\"lastrow\":true,\"result\":{\"_time\":\"x\"}}\n");
        assertThat(Asking.trouble(siem(false)).mayPass()).isFalse();
    }

    @Test
    void refusalsSayWhatToMendAndBusySaysWhenToComeAgain() throws Exception {
        splunk.next(401, "{\"messages\":[{\"type\":\"WARN\",\"text\":\"call not properly authenticated\"}]}");
        CannotTell refused = Asking.trouble(siem(false));
        assertThat(refused).hasMessageContainingAll("HTTP 401", "not properly authenticated", "credentials");
        assertThat(refused.mayPass()).isFalse();
        splunk.next(429, "");
        CannotTell busy = Asking.trouble(siem(false));
        assertThat(busy.mayPass()).isTrue();
        assertThat(busy.after()).contains(Duration.ofSeconds(7));
        splunk.stop();
        assertThat(Asking.trouble(siem(false)).mayPass()).isTrue();
    }

    private void answers(String... bodies) {
        for (String body : bodies) {
            splunk.next(200, body);
        }
    }

    private static String count(int events) {
        return "{\"preview\":false,\"offset\":0,\"lastrow\":true,\"result\":{\"count\":\"" + events + "\"}}\n";
    }

    private void assertTrouble(String answer, String words) throws Exception {
        splunk.next(200, answer);
        CannotTell trouble = Asking.trouble(siem(false));
        assertThat(trouble).hasMessageContaining(words);
        assertThat(trouble.mayPass()).isTrue();
    }

    private SearchSiem siem(boolean acceptsWarnings) throws Exception {
        return SearchSiem.open(new SearchOptions(
                HttpOptions.to(splunk.uri(), Duration.ofSeconds(10)),
                new Secret("Bearer token"),
                "index=security",
                Optional.empty(),
                Duration.ofDays(1),
                acceptsWarnings));
    }

    private static List<String> form(HttpReceiver.Request request) {
        return List.of(request.body().split("&")).stream()
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
    }
}
