package io.rollcall.sinks.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class WaitingRoomTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(30);

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(START);
    private final List<DeadLetters.Letter> letters = new ArrayList<>();
    private final Beyond beyond = new Beyond();
    private long maxBytes = 1 << 20;

    @Test
    void whatIsWrittenIsPassedOnWhenItIsOldEnoughAndNotBefore() throws Exception {
        try (WaitingRoom room = open()) {
            assertThat(room.write(batch("a"))).isEqualTo(Receipt.accepted());
            clock.advance(Duration.ofMinutes(10));
            assertThat(room.write(batch("b"))).isEqualTo(Receipt.accepted());
            settle(room);
            assertThat(beyond.bodies).isEmpty();
            clock.advance(Duration.ofMinutes(20).minusMillis(1));
            settle(room);
            assertThat(beyond.bodies).isEmpty();
            clock.advance(Duration.ofMillis(1));
            settle(room);
            assertThat(beyond.bodies).containsExactly("a");
            assertThat(room.progress("x", 0).behindBytes()).isPositive();
            clock.advance(Duration.ofMinutes(10));
            settle(room);
            assertThat(beyond.bodies).containsExactly("a", "b");
            assertThat(room.progress("x", 0).behindBytes()).isZero();
        }
    }

    @Test
    void whatIsOldEnoughTogetherIsPassedOnTogether() throws Exception {
        try (WaitingRoom room = open()) {
            for (int i = 0; i < 20; i++) {
                assertThat(room.write(batch("e" + i))).isEqualTo(Receipt.accepted());
            }
            clock.advance(AGE);
            settle(room);
            assertThat(beyond.bodies).hasSize(20);
            assertThat(beyond.batches).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotAcceptedStaysHoweverOftenItIsTriedAndWhoeverOpensTheRoomNext() throws Exception {
        beyond.answer = Receipt.tryLater("the SIEM is down");
        try (WaitingRoom room = open()) {
            assertThat(room.write(batch("a"))).isEqualTo(Receipt.accepted());
            clock.advance(AGE);
            for (int i = 0; i < 5; i++) {
                assertThat(room.step()).isPositive();
            }
            assertThat(room.progress("x", 0).trouble()).contains("the SIEM is down");
        }
        assertThat(beyond.bodies).isEmpty();
        beyond.answer = Receipt.accepted();
        try (WaitingRoom room = open()) {
            settle(room);
            assertThat(beyond.bodies).containsExactly("a");
            assertThat(room.progress("x", 0).trouble()).isEmpty();
            settle(room);
        }
        assertThat(beyond.bodies).containsExactly("a");
    }

    @Test
    void aFailureThatNobodyForesawIsSaidAndTriedAgain() throws Exception {
        beyond.failure = Optional.of(new IllegalStateException("a mistake"));
        try (WaitingRoom room = open()) {
            assertThat(room.write(batch("a"))).isEqualTo(Receipt.accepted());
            clock.advance(AGE);
            assertThat(room.step()).isPositive();
            assertThat(room.progress("x", 0).trouble())
                    .hasValueSatisfying(said -> assertThat(said).contains("a mistake"));
            beyond.failure = Optional.empty();
            settle(room);
            assertThat(beyond.bodies).containsExactly("a");
        }
    }

    @Test
    void whatIsRefusedForGoodIsKeptAndTheRestGoesOn() throws Exception {
        beyond.answer = new Receipt.Accepted(List.of(new Refusal(0, "too long")));
        try (WaitingRoom room = open()) {
            assertThat(room.write(batch("a"))).isEqualTo(Receipt.accepted());
            clock.advance(AGE);
            settle(room);
            assertThat(letters).extracting(DeadLetters.Letter::reason).containsExactly("too long");
            assertThat(room.progress("x", 0).refused()).isEqualTo(1);
            assertThat(room.progress("x", 0).behindBytes()).isZero();
        }
    }

    @Test
    void aRoomThatIsFullTakesNoMore() throws Exception {
        maxBytes = 2000;
        try (WaitingRoom room = open()) {
            Receipt receipt = Receipt.accepted();
            for (int i = 0; i < 100 && receipt.equals(Receipt.accepted()); i++) {
                receipt = room.write(batch("e" + i));
            }
            assertThat(receipt.toString()).contains("has grown to 2000 bytes, the most it may");
        }
    }

    /** Makes steps until there is nothing to do for now. */
    private static void settle(WaitingRoom room) throws InterruptedException {
        while (room.step().isZero()) {
            // The step was one.
        }
    }

    private Batch batch(String body) {
        return new Batch(List.of(new Delivery(
                new StreamId("d", "a", "s"),
                Delivery.Kind.EVENT,
                new EventKey(1, body.hashCode()),
                START,
                clock.now(),
                Slice.of(body.getBytes(StandardCharsets.UTF_8)))));
    }

    private WaitingRoom open() throws Exception {
        return WaitingRoom.open(
                new SpoolOptions(directory.resolve("room"), maxBytes), AGE, beyond, letters::addAll, clock, () -> 0);
    }

    /** What is behind the room. */
    private static final class Beyond implements Sink {
        private final List<String> bodies = new ArrayList<>();
        private Receipt answer = Receipt.accepted();
        private Optional<RuntimeException> failure = Optional.empty();
        private int batches;

        @Override
        public Receipt write(Batch batch) {
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (answer instanceof Receipt.Accepted) {
                batches++;
                batch.deliveries()
                        .forEach(delivery -> bodies.add(delivery.body().toString()));
            }
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
            // It is opened again.
        }
    }
}
