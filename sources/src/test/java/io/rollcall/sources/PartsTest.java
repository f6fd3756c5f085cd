package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.mock.MockResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream that is read by parts a call lists. */
class PartsTest {

    private static final String YAML = Rig.PLAIN
            .replace("path: /events", "path: \"/groups/{each.id}/events\"")
            .replace(
                    "window:",
                    "each: {request: {path: /groups}, paging: {kind: token, pointer: /more, parameter: page}, records: /groups, id: /id}\nwindow:");

    private Rig rig;
    private Source source;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        source = rig.open(YAML);
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private void groups(String page, String more, String... ids) {
        rig.api.expect(
                "groups " + page,
                request -> request.path().equals("/groups")
                        && page.equals(request.query().getOrDefault("page", "")),
                MockResponse.json(
                        "{\"groups\":[{\"id\":" + String.join("},{\"id\":", ids) + "}],\"more\":" + more + "}"));
    }

    private void events(String group, String next, String... ids) {
        StringBuilder records = new StringBuilder();
        for (String id : ids) {
            records.append(records.isEmpty() ? "" : ",")
                    .append("{\"id\":\"")
                    .append(id)
                    .append("\",\"time\":\"2026-03-02T09:00:00Z\"}");
        }
        rig.api.expect(
                "GET",
                "/groups/" + group + "/events",
                MockResponse.json("{\"events\":[" + records + "],\"next\":" + next + "}"));
    }

    private static List<EventKey> keys(List<Page> pages) {
        return pages.stream()
                .flatMap(page -> page.events().stream())
                .map(Event::key)
                .toList();
    }

    @Test
    void theWindowIsReadOfEveryPartThatIsListed() throws Exception {
        groups("", "\"2\"", "1", "2");
        groups("2", "null", "\"a b\"");
        events("1", "\"/groups/1/events?p=2\"", "x");
        events("1", "null", "y");
        events("2", "null", "x");
        events("a%20b", "null");
        List<Page> pages = Rig.read(source);
        assertThat(pages).hasSize(4);
        assertThat(keys(pages))
                .as("the same id in two parts is two events")
                .hasSize(3)
                .doesNotHaveDuplicates();
        rig.api.verify();
    }

    @Test
    void aNewPartIsFoundByTheNextSweep_andKeysStayTheSame() throws Exception {
        groups("", "null", "1");
        events("1", "null", "x");
        List<EventKey> before = keys(Rig.read(source));
        groups("", "null", "1", "2");
        events("1", "null", "x");
        events("2", "null", "z");
        assertThat(keys(Rig.read(source))).hasSize(2).containsAll(before);
        rig.api.verify();
    }

    @Test
    void aPartThatMayNotBeReadKeepsNoneFromBeingRead_andTheWindowFromBeingComplete() throws Exception {
        groups("", "null", "1", "2", "3");
        events("1", "null", "x");
        rig.api.expect("GET", "/groups/2/events", MockResponse.of(403, "{}"));
        events("3", "null", "z");
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
        assertThat(sweep.next().orElseThrow().events()).hasSize(1);
        SourceFault fault = Rig.fault(sweep);
        assertThat(fault.code()).isEqualTo(FaultCode.PERMISSION_MISSING);
        assertThat(fault.recovery()).isEqualTo(Recovery.SUSPEND);
        assertThat(fault.getMessage()).contains("of 3 parts 2 cannot be read");
        rig.api.verify();
    }

    @Test
    void aPassingTroubleIsTriedAgainWhereItWas() throws Exception {
        rig.api.reply(MockResponse.of(503, "{}"));
        Sweep sweep = source.open(Rig.WINDOW, item -> false);
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.RETRY);
        groups("", "null", "1", "2");
        events("1", "null", "x");
        assertThat(sweep.next()).isPresent();
        rig.api.expect("GET", "/groups/2/events", MockResponse.of(503, "{}"));
        assertThat(Rig.fault(sweep).recovery()).isEqualTo(Recovery.RETRY);
        events("2", "null", "y");
        assertThat(Rig.readAll(sweep)).hasSize(1);
        rig.api.verify();
    }

    private static String mistakes(String yaml) {
        try {
            return "none in " + Definitions.parse("my.yaml", yaml).name();
        } catch (InvalidDocument e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void partsNobodyAsksForAreAMistake() {
        assertThat(mistakes(YAML.replace("/groups/{each.id}/events", "/events")))
                .contains("does not say which part is wanted");
        assertThat(mistakes(Rig.PLAIN.replace("path: /events", "path: \"/{each.id}\"")))
                .contains("there is no 'each'");
        assertThat(mistakes(YAML.replace(", parameter: page", ""))).contains("no request of a following page uses it");
    }
}
