package io.rollcall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.sources.mock.MockResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private List<Event> events(String yaml, String body) throws Exception {
        rig.api.reply(MockResponse.json(body));
        return Rig.read(rig.open(yaml)).get(0).events();
    }

    @Test
    void theBytesOfARecordAreTheOnesReceivedButForWhiteSpaceAroundValues() throws Exception {
        List<Event> events = events(
                Rig.PLAIN,
                "{ \"a\": {\"events\": [1]}, \"events\" : [ {\"id\" : \" é\\u00e9𝄞\", \"n\":1.0} ,\n{\"id\":2, \"next\":[\"}\"]}\t], \"z\":[{}]}");
        assertThat(events.stream().map(event -> event.body().toString()))
                .containsExactly("{\"id\":\" é\\u00e9𝄞\",\"n\":1.0}", "{\"id\":2,\"next\":[\"}\"]}");
    }

    @Test
    void aByteOrderMarkDoesNotShiftTheRecords() throws Exception {
        List<Event> events = events(Rig.PLAIN, "\uFEFF{\"events\":[{\"id\":1}]}");
        assertThat(events.get(0).body()).hasToString("{\"id\":1}");
    }

    @Test
    void aBodyThatIsNotUtf8IsSaidToBe() throws Exception {
        byte[] body = "{\"events\":[{\"id\":1}]}".getBytes(StandardCharsets.UTF_16BE);
        rig.api.reply(new MockResponse(200, Map.of(), body, -1, false));
        assertThat(Rig.fault(rig.open(Rig.PLAIN)).code()).isEqualTo(FaultCode.MALFORMED);
    }

    @Test
    void membersInAnotherOrderAreTheSameEventWithTheSameContent() throws Exception {
        String without = Rig.PLAIN.replace("identity: {pointers: /id}", "identity: {}");
        Event one = events(without, "{\"events\":[{\"b\":[1,{\"x\":1,\"y\":2.50}],\"a\":\"\\u0041\"}]}")
                .get(0);
        Event other = events(without, "{\"events\":[{\"a\":\"A\",\"b\":[1.0,{\"y\":2.5,\"x\":1}]}]}")
                .get(0);
        assertThat(other.key()).isEqualTo(one.key());
        assertThat(other.checksum()).isEqualTo(one.checksum());
    }

    @Test
    void ignoredPlacesMakeNeitherAnotherEventNorARevision() throws Exception {
        String ignoring = Rig.PLAIN.replace("identity: {pointers: /id}", "identity: {ignore: [/seen, /a/b]}");
        List<Event> events = events(ignoring, "{\"events\":[{\"id\":1,\"seen\":1,\"a\":{\"b\":1}}]}");
        List<Event> later = events(ignoring, "{\"events\":[{\"a\":{\"b\":2},\"id\":1,\"seen\":2}]}");
        assertThat(later.get(0).key()).isEqualTo(events.get(0).key());
        assertThat(later.get(0).checksum()).isEqualTo(events.get(0).checksum());
    }

    @Test
    void whateverARecordLacksItIsAnEvent() throws Exception {
        List<Event> events = events(
                Rig.PLAIN,
                "{\"events\":[{\"id\":null,\"time\":\"x\"},{\"id\":\"\"},17,\"text\",null,[1,[2]],true,{\"id\":{\"a\":1}},{\"id\":\"9\",\"time\":\"2026-03-02T09:00:00Z\"}]}");
        assertThat(events.stream().map(event -> event.body().toString()))
                .containsExactly(
                        "{\"id\":null,\"time\":\"x\"}",
                        "{\"id\":\"\"}",
                        "17",
                        "\"text\"",
                        "null",
                        "[1,[2]]",
                        "true",
                        "{\"id\":{\"a\":1}}",
                        "{\"id\":\"9\",\"time\":\"2026-03-02T09:00:00Z\"}");
        assertThat(events.stream().map(Event::key).collect(Collectors.toSet())).hasSize(9);
        assertThat(events.stream().map(Event::time).filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    void exactTwinsInOneAnswerAreToldApart_theSameWayEachTime() throws Exception {
        String body = "{\"events\":[{\"x\":1},{\"x\":1},{\"x\":1.0},{\"x\":2}]}";
        List<Event> first = events(Rig.PLAIN, body);
        List<Event> second = events(Rig.PLAIN, body);
        assertThat(first.stream().map(Event::key).distinct()).hasSize(4);
        assertThat(second.stream().map(Event::key).toList())
                .isEqualTo(first.stream().map(Event::key).toList());
    }

    @Test
    void anIdMayHaveSeveralParts() throws Exception {
        String parts = Rig.PLAIN.replace("identity: {pointers: /id}", "identity: {pointers: [/a, /b/0]}");
        List<Event> events = events(
                parts,
                "{\"events\":[{\"a\":1,\"b\":[2]},{\"a\":1,\"b\":[2],\"c\":3},{\"a\":12,\"b\":[\"\"]},{\"a\":1}]}");
        assertThat(events.get(1).key()).isEqualTo(events.get(0).key());
        assertThat(events.get(1).checksum()).isNotEqualTo(events.get(0).checksum());
        assertThat(events.stream().map(Event::key).distinct()).hasSize(3);
    }

    @Test
    void theFirstTimeThatCanBeReadCounts() throws Exception {
        String times = Rig.PLAIN.replace(
                "time: {pointers: /time}",
                "time: {pointers: [/time, /when], formats: [iso, epoch-millis]}\nposition: {pointers: /stored}");
        List<Event> events = events(
                times,
                "{\"events\":[{\"id\":1,\"time\":\"later\",\"when\":1772442000123,\"stored\":\"2026-03-02T09:30:00\"},{\"id\":2}]}");
        assertThat(events.get(0).time()).contains(Instant.parse("2026-03-02T09:00:00.123Z"));
        assertThat(events.get(0).position()).contains(Instant.parse("2026-03-02T09:30:00Z"));
        assertThat(events.get(1).time()).isEmpty();
        assertThat(events.get(1).position()).isEmpty();
    }

    @Test
    void anArrayThatIsNullHoldsNoRecords() throws Exception {
        assertThat(events(Rig.PLAIN, "{\"events\":null}")).isEmpty();
    }

    @Test
    void manyNamesWithTheSameHashDoNotStopThePage() throws Exception {
        StringBuilder record = new StringBuilder("{\"id\":1");
        for (int i = 0; i < 4096; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            record.append(",\"").append(name).append("\":").append(i);
        }
        assertThat(events(Rig.PLAIN, "{\"events\":[" + record + "}]}")).hasSize(1);
    }
}
