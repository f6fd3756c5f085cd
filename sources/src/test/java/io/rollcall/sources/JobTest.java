package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.mock.MockResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream whose windows are prepared by jobs at the API. */
class JobTest {

    private static final String JOB = """
            job:
              submit: {method: post, path: /jobs, body: {json: {from: "{window.from}", to: "{window.to}"}}}
              id: /id
              poll: {path: "/jobs/{job.id}"}
              state: /state
              done: "^done$"
              failed: "^failed$"
              every: 30s
              patience: 5m
            """;
    private static final String YAML = Rig.PLAIN
            .replace(
                    "path: /events, query: {from: \"{window.from}\", to: \"{window.to}\"}",
                    "path: \"/jobs/{job.id}/events\"")
            .replace("window:", JOB + "window:");
    private static final String CHUNKS = YAML.replace("{job.id}/events", "{job.id}")
            .replace("paging: {kind: next-url, pointer: /next}", "paging: {kind: none}")
            .replace("records: /events", "records: /chunks")
            .replace(
                    "time: {",
                    "items: {id: \"\", path: \"/jobs/{job.id}/chunks/{item.id}\", records: /events}\ntime: {");

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private void submitted(String id) {
        rig.api.expect(
                "a job for the window",
                request -> request.path().equals("/jobs")
                        && request.body().contains("\"from\":\"2026-03-02T09:00:00.000Z\"")
                        && request.body().contains("\"to\":\"2026-03-02T10:00:00.000Z\""),
                MockResponse.json("{\"id\":\"" + id + "\"}"));
    }

    private void state(String id, String state) {
        rig.api.expect("GET", "/jobs/" + id, MockResponse.json("{\"state\":\"" + state + "\",\"chunks\":[1,2]}"));
    }

    private void events(String path, String next, String id) {
        rig.api.expect(
                "GET",
                path,
                MockResponse.json("{\"events\":[{\"id\":\"" + id + "\",\"time\":\"2026-03-02T09:00:00Z\"}],\"next\":"
                        + next + "}"));
    }

    private static List<EventKey> keys(List<Page> pages) {
        return pages.stream()
                .flatMap(page -> page.events().stream())
                .map(Event::key)
                .toList();
    }

    @Test
    void itIsWaitedForAndThenItsFindingsAreReadPageByPage() throws Exception {
        submitted("j/1");
        state("j%2F1", "queued");
        state("j%2F1", "running");
        state("j%2F1", "done");
        events("/jobs/j%2F1/events", "\"/jobs/j%2F1/events?p=2\"", "x");
        events("/jobs/j%2F1/events", "null", "y");
        Instant before = rig.clock.steady();
        assertThat(keys(Rig.read(rig.open(YAML)))).hasSize(2).doesNotHaveDuplicates();
        assertThat(Duration.between(before, rig.clock.steady())).isEqualTo(Duration.ofSeconds(60));
        rig.api.verify();
    }

    @Test
    void theSameRecordInTwoJobsIsOneEvent() throws Exception {
        Source source = rig.open(YAML);
        submitted("1");
        state("1", "done");
        events("/jobs/1/events", "null", "x");
        List<EventKey> first = keys(Rig.read(source));
        submitted("2");
        state("2", "done");
        events("/jobs/2/events", "null", "x");
        assertThat(keys(Rig.read(source))).isEqualTo(first);
    }

    @Test
    void aRequestThatFailsIsRepeatedWithoutASecondJob() throws Exception {
        submitted("1");
        rig.api.expect("GET", "/jobs/1", MockResponse.of(503, "busy"));
        state("1", "done");
        events("/jobs/1/events", "null", "x");
        Sweep sweep = rig.open(YAML).open(Rig.WINDOW, item -> false);
        assertThatThrownBy(sweep::next)
                .isInstanceOfSatisfying(
                        SourceFault.class, fault -> assertThat(fault.recovery()).isEqualTo(Recovery.RETRY));
        assertThat(sweep.next()).isPresent();
        assertThat(sweep.next()).isEmpty();
        rig.api.verify();
    }

    @Test
    void oneThatFailsIsNoEmptyWindow() throws Exception {
        submitted("1");
        state("1", "failed");
        assertThatThrownBy(() -> Rig.read(rig.open(YAML))).isInstanceOfSatisfying(SourceFault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.SERVER_ERROR);
            assertThat(fault.recovery()).isEqualTo(Recovery.SHRINK_WINDOW);
            assertThat(fault).hasMessageContaining("has ended as 'failed'");
        });
    }

    @Test
    void oneThatIsNeverDoneIsGivenUp() throws Exception {
        submitted("1");
        for (int i = 0; i <= 10; i++) {
            state("1", "running");
        }
        assertThatThrownBy(() -> Rig.read(rig.open(YAML))).isInstanceOfSatisfying(SourceFault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.TIMEOUT);
            assertThat(fault).hasMessageContaining("still 'running' after 5m");
        });
        rig.api.verify();
    }

    @Test
    void anAnswerWithoutAnIdIsTold() throws Exception {
        rig.api.expect("POST", "/jobs", MockResponse.json("{\"error\":\"busy\"}"));
        assertThatThrownBy(() -> Rig.read(rig.open(YAML))).hasMessageContaining("without the value at /id");
    }

    /** What a job has made is numbered anew by each: chunk 1 of another job has not been read. */
    @Test
    void chunksOfAnotherJobAreOtherItemsWithTheSameEvents() throws Exception {
        Source source = rig.open(CHUNKS);
        List<List<EventKey>> events = new java.util.ArrayList<>();
        List<EventKey> items = new java.util.ArrayList<>();
        for (String job : List.of("1", "2")) {
            submitted(job);
            state(job, "done");
            state(job, "done");
            events("/jobs/" + job + "/chunks/1", "null", "x");
            events("/jobs/" + job + "/chunks/2", "null", "y");
            List<Page> pages = Rig.read(source);
            events.add(keys(pages));
            pages.stream().flatMap(page -> page.item().stream()).map(Item::key).forEach(items::add);
        }
        assertThat(events.get(0)).hasSize(2).isEqualTo(events.get(1));
        assertThat(items).hasSize(4).doesNotHaveDuplicates();
        rig.api.verify();
    }

    @Test
    void whatDoesNotFitTogetherIsAMistake() {
        assertMistake(YAML.replace("/jobs/{job.id}/events", "/events"), "does not say of which job");
        assertMistake(YAML.replace(JOB, ""), "there is no 'job'");
        assertMistake(
                YAML.replace("poll: {path: \"/jobs/{job.id}\"}", "poll: {path: /jobs}"), "which job it asks about");
        assertMistake(YAML.replace("{from: \"{window.from}\", ", "{"), "no lower bound");
    }

    private static void assertMistake(String yaml, String words) {
        assertThatThrownBy(() -> Definitions.parse("job.yaml", yaml))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(words);
    }
}
