package io.rollcall.sinks.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.Eventually;
import io.rollcall.sinks.several.Destination;
import io.rollcall.sinks.several.Route;
import io.rollcall.sinks.several.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SpoolSinkTest {

    @TempDir
    Path directory;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Shelf fast = new Shelf();
    private final Shelf slow = new Shelf();
    private final List<DeadLetters.Letter> letters = new CopyOnWriteArrayList<>();

    private SpoolSink open() throws Exception {
        return open(new SystemClock());
    }

    private SpoolSink open(io.rollcall.engine.time.Clock clock) throws Exception {
        return open(clock, WhenFull.HOLD, WhenFull.HOLD);
    }

    private SpoolSink open(io.rollcall.engine.time.Clock clock, WhenFull ofFast, WhenFull ofSlow) throws Exception {
        return SpoolSink.open(
                new SpoolOptions(directory.resolve("spool"), 1 << 20),
                List.of(
                        new Destination("fast", fast, Route.ALL, ofFast, letters::addAll),
                        new Destination("slow", slow, Route.ALL, ofSlow, letters::addAll)),
                clock,
                told::add,
                () -> 1);
    }

    @Test
    void aSinkThatIsDownHoldsUpNoOtherAndGetsEverythingWhenItIsBack() throws Exception {
        slow.answer = Receipt.tryLater("nobody there");
        Batch batch = Deliveries.numbered("w", 0, 10, 10);
        try (SpoolSink sink = open()) {
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            Eventually.until("the other has it", () -> fast.bodies.size() == 10);
            Eventually.until("the trouble is told", () -> !told.isEmpty());
            assertThat(told.get(0)).contains("'slow'", "nobody there", "in the spool");
            Eventually.until(
                    "only one is behind", () -> sink.drain(Duration.ZERO).size() == 1);
            assertThat(sink.drain(Duration.ZERO)).singleElement().satisfies(progress -> {
                assertThat(progress.name()).isEqualTo("slow");
                assertThat(progress.trouble()).contains("nobody there");
                assertThat(progress.waiting()).contains(Deliveries.TIME.plusSeconds(90));
            });
        }
        slow.answer = Receipt.accepted();
        try (SpoolSink sink = open()) {
            assertThat(sink.drain(Duration.ofSeconds(20))).isEmpty();
        }
        assertThat(slow.bodies).isEqualTo(Deliveries.bodies(batch));
        assertThat(fast.bodies).isEqualTo(Deliveries.bodies(batch));
    }

    @Test
    void aSinkThatComesBackGoesOnByItself() throws Exception {
        slow.answer = Receipt.tryLater("restarting");
        try (SpoolSink sink = open()) {
            sink.write(Deliveries.numbered("w", 0, 1, 10));
            Eventually.until("it was tried", () -> !told.isEmpty());
            slow.answer = Receipt.accepted();
            assertThat(sink.drain(Duration.ofSeconds(20))).isEmpty();
            Eventually.until("that is told", () -> told.size() == 2);
            assertThat(told.get(1)).isEqualTo("The sink 'slow' accepts events again");
        }
    }

    @Test
    void whatASinkRefusesIsKeptAndCountedAndTheRestGoesOn() throws Exception {
        slow.answer = new Receipt.Accepted(List.of(new Refusal(1, "no such field")));
        try (SpoolSink sink = open()) {
            sink.write(Deliveries.numbered("w", 0, 3, 0));
            assertThat(sink.drain(Duration.ofSeconds(20))).isEmpty();
            Eventually.until(
                    "both are counted", () -> sink.progress().stream().allMatch(progress -> progress.accepted() > 0));
            assertThat(sink.progress()).extracting(Progress::accepted).containsExactly(3L, 2L);
            assertThat(sink.progress()).extracting(Progress::refused).containsExactly(0L, 1L);
        }
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("no such field");
            assertThat(letter.delivery().body().toString()).contains("\"n\":1");
        });
    }

    @Test
    void troubleThatLastsBecomesANoticeToAll() throws Exception {
        slow.answer = Receipt.tryLater("nobody there");
        try (SpoolSink sink = open(new HastyClock())) {
            sink.write(Deliveries.numbered("w", 0, 1, 0));
            Eventually.until("the other sink has the notice", () -> fast.bodies.size() == 2);
            slow.answer = Receipt.accepted();
            Eventually.until("and that it is over", () -> fast.bodies.size() == 3);
            Eventually.until("so has the sink itself", () -> slow.bodies.size() == 3);
        }
        assertThat(fast.bodies.get(1)).contains("sink_unreachable", "raised", "rollcall/sink/slow", "nobody there");
        assertThat(fast.bodies.get(2)).contains("sink_unreachable", "cleared");
    }

    @Test
    void aFullSpoolTakesNothingMoreAndSaysWhoIsBehind() throws Exception {
        slow.answer = Receipt.tryLater("nobody there");
        try (SpoolSink sink = open()) {
            Receipt receipt = Receipt.accepted();
            int written = 0;
            while (receipt.equals(Receipt.accepted())) {
                receipt = sink.write(Deliveries.numbered("w", written++, 1, 50_000));
            }
            assertThat(receipt.fold(unused -> "", Receipt.TryLater::reason)).contains("'slow' is behind", "max_bytes");
            int accepted = written - 1;
            Eventually.until(
                    "the other has all there is, whatever it was told besides",
                    () -> fast.bodies.stream()
                                    .filter(body -> !body.contains("\"notice\""))
                                    .count()
                            == accepted);
        }
    }

    @Test
    void thatTheSpoolFillsIsToldWhenItIsHalfFullAndWhenThatIsOver() throws Exception {
        slow.answer = Receipt.tryLater("nobody there");
        try (SpoolSink sink = open(new HastyClock())) {
            for (int i = 0; i < 8; i++) {
                assertThat(sink.write(Deliveries.numbered("w", i, 1, 50_000))).isEqualTo(Receipt.accepted());
            }
            assertThat(fast.bodies).noneMatch(body -> body.contains("spool_filling"));
            for (int i = 8; i < 12; i++) {
                assertThat(sink.write(Deliveries.numbered("w", i, 1, 50_000))).isEqualTo(Receipt.accepted());
            }
            Eventually.until(
                    "the other sink has the notice",
                    () -> fast.bodies.stream()
                            .anyMatch(body -> body.contains("spool_filling")
                                    && body.contains("raised")
                                    && body.contains("'slow' has not taken: nobody there")
                                    && body.contains("nothing more is fetched")));
            slow.answer = Receipt.accepted();
            Eventually.until(
                    "and that it is over",
                    () -> fast.bodies.stream()
                            .anyMatch(body -> body.contains("spool_filling") && body.contains("cleared")));
        }
    }

    @Test
    void aSinkThatYieldsIsNotGivenTheOldestAndEverySinkIsToldWhatThatWas() throws Exception {
        slow.answer = Receipt.tryLater("nobody there");
        int batches = 60;
        try (SpoolSink sink = open(new HastyClock(), WhenFull.HOLD, WhenFull.DROP_OLDEST)) {
            for (int i = 0; i < batches; i++) {
                Batch batch = Deliveries.numbered("w", i, 1, 50_000);
                Eventually.until("there is room", () -> sink.write(batch).equals(Receipt.accepted()));
            }
            Eventually.until("the other has all of it", () -> events(fast).size() == batches);
            slow.answer = Receipt.accepted();
            Eventually.until("it has the rest", () -> sink.drain(Duration.ZERO).isEmpty());
            Eventually.until("nothing is lost without a trace, notices that come last included", () -> {
                Progress now = sink.progress().get(1);
                return now.dropped() + now.accepted() == fast.bodies.size();
            });
            Progress progress = sink.progress().get(1);
            assertThat(progress.dropped()).isPositive();
            assertThat(events(slow))
                    .isEqualTo(events(fast).subList(batches - events(slow).size(), batches));
            assertThat(notices(fast).stream().mapToLong(SpoolSinkTest::count).sum())
                    .isEqualTo(progress.dropped());
            assertThat(notices(fast).get(0))
                    .contains(
                            "rollcall resend --sink slow --from 2026-11-24T05:47:00Z --to ",
                            Deliveries.STREAM.toString());
            assertThat(told).anyMatch(line -> line.contains("it is not given"));
        }
    }

    @Test
    void aSinkThatYieldsKeepsWhatAnotherStillHolds() throws Exception {
        slow.answer = Receipt.tryLater("nobody there");
        fast.answer = Receipt.tryLater("nor here");
        try (SpoolSink sink = open(new HastyClock(), WhenFull.HOLD, WhenFull.DROP_OLDEST)) {
            int written = 0;
            while (sink.write(Deliveries.numbered("w", written, 1, 50_000)).equals(Receipt.accepted())) {
                written++;
            }
            int accepted = written;
            slow.answer = Receipt.accepted();
            Eventually.until("it has all of it", () -> events(slow).size() == accepted);
            assertThat(sink.progress().get(1).dropped()).isZero();
        }
    }

    private static List<String> events(Shelf shelf) {
        return shelf.bodies.stream().filter(body -> body.contains("\"n\":")).toList();
    }

    private static List<String> notices(Shelf shelf) {
        return shelf.bodies.stream()
                .filter(body -> body.contains("spool_overflow"))
                .toList();
    }

    private static long count(String notice) {
        return Long.parseLong(notice.replaceFirst(".*\"count\":(\\d+).*", "$1"));
    }

    @Test
    void aSinkThatFailsByMistakeIsTriedAgain() throws Exception {
        slow.isBroken = true;
        try (SpoolSink sink = open()) {
            sink.write(Deliveries.numbered("w", 0, 1, 0));
            Eventually.until("it is told", () -> !told.isEmpty());
            assertThat(told.get(0)).contains("a mistake in Rollcall", "broken");
            slow.isBroken = false;
            assertThat(sink.drain(Duration.ofSeconds(20))).isEmpty();
        }
    }

    /** Keeps what it is given, as long as it answers that it has accepted it. */
    private static final class Shelf implements Sink {

        final List<String> bodies = new CopyOnWriteArrayList<>();
        volatile Receipt answer = Receipt.accepted();
        volatile boolean isBroken;

        @Override
        public Receipt write(Batch batch) {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            Receipt given = answer;
            Optional<List<Refusal>> refused =
                    given.fold(accepted -> Optional.of(accepted.refused()), later -> Optional.empty());
            refused.ifPresent(refusals -> bodies.addAll(taken(batch, refusals)));
            return given;
        }

        private static List<String> taken(Batch batch, List<Refusal> refusals) {
            List<Delivery> taken = new ArrayList<>(batch.deliveries());
            refusals.forEach(refusal -> taken.remove(batch.deliveries().get(refusal.index())));
            return taken.stream().map(delivery -> delivery.body().toString()).toList();
        }

        @Override
        public String promise() {
            return "on the shelf";
        }

        @Override
        public String probe() {
            return "a shelf";
        }

        @Override
        public void close() {}
    }

    /** A clock on which every wait is over at once. */
    private static final class HastyClock implements io.rollcall.engine.time.Clock {

        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        @Override
        public synchronized Instant now() {
            return now;
        }

        @Override
        public synchronized void sleep(Duration duration) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            now = now.plus(duration);
        }
    }
}
