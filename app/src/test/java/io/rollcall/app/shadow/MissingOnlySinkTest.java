package io.rollcall.app.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.audit.layout.RowIds;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Question;
import io.rollcall.engine.siem.Siem;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MissingOnlySinkTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final StreamId STREAM = new StreamId("d", "contoso", "s");

    private final ManualClock clock = new ManualClock(START);
    private final List<String> rows = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private Optional<CannotTell> trouble = Optional.empty();
    private Receipt answer = Receipt.accepted();
    private final MissingOnlySink sink =
            new MissingOnlySink("contoso", new Rows(), ids("/id"), ids("/id"), new Written(), clock);

    @Test
    void onlyWhatTheSiemLacksIsDeliveredAndOfThatThereIsANotice() throws Exception {
        rows.add("{\"_source\":{\"id\":\"a\"}}");
        rows.add("{\"result\":{\"_raw\":\"<134>1 host app {\\\"id\\\":\\\"c\\\"}\"},\"offset\":0}");
        assertThat(sink.write(batch("a", "b", "c"))).isEqualTo(Receipt.accepted());
        assertThat(written).hasSize(2).first().isEqualTo("{\"id\":\"b\"}");
        assertThat(written.get(1))
                .contains("native_integration_lost", "1 events that the SIEM lacked", "\"count\":1,\"ids\":[\"b\"]");
        assertThat(sink.found()).isEqualTo(2);
        assertThat(asked.get(0).ids()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(asked.get(0).period().contains(START)).isTrue();
    }

    @Test
    void whatIsAllThereIsAcceptedWithoutADelivery() throws Exception {
        rows.add("{\"id\":\"a\"}");
        assertThat(sink.write(batch("a", "a"))).isEqualTo(Receipt.accepted());
        assertThat(written).isEmpty();
    }

    @Test
    void nothingIsAssumedOfASiemThatCannotBeAsked() throws Exception {
        rows.add("{\"id\":\"a\"}");
        trouble = Optional.of(CannotTell.now("it is down", Optional.of(Duration.ofSeconds(9))));
        Receipt receipt = sink.write(batch("a", "b"));
        assertThat(receipt).isInstanceOf(Receipt.TryLater.class);
        assertThat(((Receipt.TryLater) receipt).after()).contains(Duration.ofSeconds(9));
        assertThat(sink.write(batch("a", "b"))).isInstanceOf(Receipt.TryLater.class);
        assertThat(written).as("raised once").hasSize(1).first().asString().contains("siem_unreachable", "it is down");
        trouble = Optional.empty();
        assertThat(sink.write(batch("a", "b"))).isEqualTo(Receipt.accepted());
        assertThat(written).hasSize(4);
        assertThat(written.get(1)).contains("siem_unreachable", "cleared");
        assertThat(written.get(2)).isEqualTo("{\"id\":\"b\"}");
    }

    @Test
    void idsThatAreOnlyNamedByOtherEventsAreMissing() throws Exception {
        rows.add("{\"id\":\"x\",\"originalRequestId\":\"a\"}");
        assertThat(sink.write(batch("a"))).isEqualTo(Receipt.accepted());
        assertThat(written).contains("{\"id\":\"a\"}");
    }

    @Test
    void rowsWithoutAnIdWhereItShouldBeHoldEverything() throws Exception {
        rows.add("{\"event_id\":\"a\"}");
        assertThat(sink.write(batch("a", "b")).toString())
                .contains("TryLater", "none has an id where it should stand", "'id'");
        assertThat(written).allMatch(line -> line.contains("siem_unreachable"));
    }

    @Test
    void anEventWithoutAnIdCannotBeAskedForAndIsDelivered() throws Exception {
        Delivery event = event("{\"n\":1}");
        assertThat(sink.write(new Batch(List.of(event)))).isEqualTo(Receipt.accepted());
        assertThat(asked).isEmpty();
        assertThat(written.get(0)).isEqualTo("{\"n\":1}");
    }

    @Test
    void refusalsAreAboutTheEventsOfTheBatchAndAReceiptThatIsOutIsWaitedFor() throws Exception {
        rows.add("{\"id\":\"a\"}");
        answer = new Receipt.Accepted(List.of(new Refusal(1, "too long"), new Refusal(2, "no notices")));
        assertThat(sink.write(batch("a", "b", "c")))
                .isEqualTo(new Receipt.Accepted(List.of(new Refusal(2, "too long"))));
        answer = Receipt.tryLater("the sink is down");
        assertThat(sink.write(batch("a", "b")).toString()).contains("the sink is down");
        assertThat(sink.found()).isEqualTo(1);
    }

    @Test
    void lossesAreToldAtOnceAndThenOnceAnHour() throws Exception {
        assertThat(sink.write(batch("a"))).isEqualTo(Receipt.accepted());
        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(sink.write(batch("b" + i))).isEqualTo(Receipt.accepted());
        }
        assertThat(notices()).hasSize(1);
        clock.advance(Duration.ofMinutes(30));
        answer = Receipt.tryLater("down");
        Receipt unused = sink.write(batch("c"));
        written.clear();
        answer = Receipt.accepted();
        assertThat(sink.write(batch("c"))).isEqualTo(Receipt.accepted());
        assertThat(notices())
                .hasSize(1)
                .first()
                .asString()
                .contains("\"count\":31,", "b0", "b9")
                .doesNotContain("b10");
    }

    private List<String> notices() {
        return written.stream()
                .filter(line -> line.contains("native_integration_lost"))
                .toList();
    }

    private static RowIds ids(String pointer) {
        return new RowIds(List.of(FieldPath.parse(pointer)));
    }

    private static Batch batch(String... ids) {
        return new Batch(
                Stream.of(ids).map(id -> event("{\"id\":\"" + id + "\"}")).toList());
    }

    private static Delivery event(String body) {
        return new Delivery(
                STREAM,
                Delivery.Kind.EVENT,
                new EventKey(1, body.hashCode()),
                START,
                START,
                Slice.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private final class Rows implements Siem {
        @Override
        public void read(Question question, Taker taker) throws CannotTell, IOException {
            asked.add(question);
            for (String row : rows) {
                taker.take(Slice.of(row.getBytes(StandardCharsets.UTF_8)));
            }
            if (trouble.isPresent()) {
                throw trouble.get();
            }
        }

        @Override
        public String description() {
            return "a list";
        }

        @Override
        public void close() {
            // A list needs none.
        }
    }

    private final class Written implements Sink {
        @Override
        public Receipt write(Batch batch) {
            batch.deliveries().forEach(delivery -> written.add(delivery.body().toString()));
            return answer;
        }

        @Override
        public String promise() {
            return "accepted means it is in a list";
        }

        @Override
        public String probe() {
            return "a list";
        }

        @Override
        public void close() {
            // A list needs none.
        }
    }
}
