package io.rollcall.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.web.ReceiptsView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimedSinkTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Batch BATCH = new Batch(List.of(new Delivery(
            new StreamId("entra-signins", "contoso", "interactive"),
            Delivery.Kind.EVENT,
            new EventKey(1, 2),
            NOW,
            NOW,
            Slice.utf8("{}"))));

    private final ManualClock clock = new ManualClock(NOW);
    private final Deque<Duration> takes = new ArrayDeque<>();
    private Receipt answer = Receipt.accepted();

    private final Sink slow = new Sink() {
        @Override
        public Receipt write(Batch batch) {
            clock.advance(takes.remove());
            return answer;
        }

        @Override
        public String promise() {
            return "";
        }

        @Override
        public String probe() {
            return "";
        }

        @Override
        public void close() {}
    };

    @Test
    void whatIsAcceptedIsTimedAndWhatIsNotIsCounted() throws Exception {
        TimedSink timed = new TimedSink("siem", slow, clock);
        takes.addAll(List.of(
                Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(6), Duration.ofMinutes(2), Duration.ofHours(1)));
        for (int i = 0; i < 4; i++) {
            assertThat(timed.write(BATCH)).isEqualTo(Receipt.accepted());
        }
        answer = Receipt.tryLater("not now");
        assertThat(timed.write(BATCH)).isEqualTo(answer);

        assertThat(timed.receipts())
                .isEqualTo(new ReceiptsView(
                        "siem", 1, List.of(2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L), 120.011));
    }
}
