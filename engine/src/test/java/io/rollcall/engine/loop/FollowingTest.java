package io.rollcall.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stream that is followed by positions: each event once, the position never ahead of the receipt. */
final class FollowingTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final StreamId STREAM = new StreamId("fake", "acme", "log");

    private final ManualClock clock = new ManualClock(START);
    private final RecordingSink sink = new RecordingSink();
    private final MemoryLedger ledger = new MemoryLedger();
    private final EndlessLog log = new EndlessLog();
    private LoopSettings settings = LoopSettings.standard(Duration.ofDays(30));

    private StreamLoop loop() {
        return new StreamLoop(STREAM, log, sink, ledger, letters -> {}, settings, clock, Runnable::run, () -> 0.5);
    }

    private void runUntil(StreamLoop loop, Instant end) throws InterruptedException {
        while (true) {
            Outcome outcome = loop.step();
            if (outcome.due().isAfter(end)) {
                clock.set(end);
                return;
            }
            if (outcome.due().isAfter(clock.steady())) {
                clock.advance(Duration.between(clock.steady(), outcome.due()));
            }
        }
    }

    @Test
    void whatIsAppendedLateComesBehindThePosition_once() throws InterruptedException {
        List<EventKey> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(log.append(START.minusSeconds(i)));
        }
        StreamLoop loop = loop();
        runUntil(loop, START.plusSeconds(10));
        assertThat(sink.events).containsExactlyElementsOf(all);
        all.add(log.append(START.minus(Duration.ofDays(3))));
        runUntil(loop, START.plus(Duration.ofMinutes(10)));
        assertThat(sink.events).containsExactlyElementsOf(all);
        assertThat(loop.state().position()).contains("6");
        assertThat(log.asked).as("one request a rest, not a busy loop").hasSizeLessThan(3 + 3 * 10);
        assertThat(loop.state().readUntil(Duration.ofDays(30))).isAfter(START.plus(Duration.ofMinutes(5)));
    }

    @Test
    void itRestsAsLongAsTheSettingsSay() throws InterruptedException {
        settings = settings.pollingEvery(Duration.ofSeconds(20));
        StreamLoop loop = loop();
        runUntil(loop, START.plusSeconds(10));
        log.asked.clear();
        runUntil(loop, START.plusSeconds(10 + 200));
        assertThat(log.asked).hasSizeBetween(10, 11);
    }

    @Test
    void aRestartGoesOnFromTheCommittedPosition() throws InterruptedException {
        log.append(START.minusSeconds(3));
        log.append(START.minusSeconds(2));
        log.append(START.minusSeconds(1));
        runUntil(loop(), START.plusSeconds(10));
        log.asked.clear();
        EventKey next = log.append(START);
        runUntil(loop(), START.plus(Duration.ofMinutes(5)));
        assertThat(log.asked.get(0)).isEqualTo("3");
        assertThat(sink.events).hasSize(4).endsWith(next).doesNotHaveDuplicates();
    }

    @Test
    void thePositionDoesNotMovePastWhatTheSinkHasNotAccepted() throws InterruptedException {
        log.append(START.minusSeconds(1));
        sink.isDown = true;
        runUntil(loop(), START.plus(Duration.ofMinutes(5)));
        assertThat(ledger.state(STREAM).flatMap(state -> state.position())).isEmpty();
        sink.isDown = false;
        runUntil(loop(), START.plus(Duration.ofMinutes(20)));
        assertThat(sink.events).hasSize(1);
        assertThat(ledger.state(STREAM).flatMap(state -> state.position())).contains("1");
    }

    @Test
    void aPositionThatTheApiIsAboutToForgetIsTold() throws InterruptedException {
        runUntil(loop(), START.plusSeconds(10));
        assertThat(sink.notices).noneMatch(notice -> notice.contains("retention_near"));
        clock.advance(Duration.ofDays(28));
        runUntil(loop(), clock.steady().plusSeconds(10));
        assertThat(sink.notices).anyMatch(notice -> notice.contains("retention_near"));
    }

    @Test
    void aPositionTheApiHasForgottenIsGivenUp_andNothingComesTwice() throws InterruptedException {
        log.append(START.minusSeconds(2));
        log.append(START.minusSeconds(1));
        StreamLoop loop = loop();
        runUntil(loop, START.plusSeconds(10));
        log.hasForgotten = true;
        EventKey later = log.append(START.plusSeconds(20));
        runUntil(loop, START.plus(Duration.ofMinutes(20)));
        assertThat(log.starts)
                .as("begun again by time, from before the last look")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(sink.events).hasSize(3).endsWith(later).doesNotHaveDuplicates();
        assertThat(sink.notices).anyMatch(notice -> notice.contains("position_lost"));
    }

    @Test
    void onceADayTheDayBeforeIsReadByTime_andWhatThePositionLedPastIsFound() throws InterruptedException {
        log.append(START.minusSeconds(1));
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(1)));
        EventKey skipped = log.slipIn(0, START.plus(Duration.ofMinutes(50)));
        runUntil(loop, START.plus(Duration.ofHours(30)));
        assertThat(sink.events).hasSize(2).contains(skipped).doesNotHaveDuplicates();
        assertThat(sink.notices).anyMatch(notice -> notice.contains("position_skipped"));
        assertThat(log.starts).as("begun by time at first, and once to check").hasSizeBetween(2, 3);
        assertThat(loop.state().position()).contains("2");
    }

    @Test
    void aCheckThatFailsDoesNotHoldTheStreamUp() throws InterruptedException {
        log.append(START.minusSeconds(1));
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofMinutes(1)));
        log.startsAreRefused = true;
        runUntil(loop, START.plus(Duration.ofHours(25)));
        EventKey later = log.append(START.plus(Duration.ofHours(25)));
        runUntil(loop, START.plus(Duration.ofHours(26)));
        assertThat(log.starts).as("not again and again").hasSizeBetween(2, 3);
        assertThat(sink.events).hasSize(2).endsWith(later);
    }

    @Test
    void aRunThatComesToAnEndAsksOnceMoreBeforeItBelievesThatThereIsNoMore() throws InterruptedException {
        log.saysTheEndAtEachPage = true;
        List<EventKey> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(log.append(START.minusSeconds(9 - i)));
        }
        StreamLoop loop = loop();
        loop.endWithThePresent();
        Outcome outcome = loop.step();
        while (outcome.kind() == Outcome.Kind.WORKED) {
            outcome = loop.step();
        }
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.IDLE);
        assertThat(sink.events).containsExactlyElementsOf(all);
    }

    /** A log of pages of two, with the number of events before it as the position of a page. */
    private final class EndlessLog implements Source {

        private final List<Event> events = new ArrayList<>();
        final List<String> asked = new ArrayList<>();
        final List<Instant> starts = new ArrayList<>();
        boolean hasForgotten;
        boolean saysTheEndAtEachPage;
        boolean startsAreRefused;

        /** An event that positions given out before lead past. */
        EventKey slipIn(int place, Instant time) {
            EventKey key = append(time);
            events.add(place, events.remove(events.size() - 1));
            return key;
        }

        EventKey append(Instant time) {
            EventKey key = EventKeys.ofId(List.of(Integer.toString(events.size())));
            events.add(new Event(key, 1, Optional.of(time), Optional.of(time), Slice.utf8("{}")));
            return key;
        }

        @Override
        public SourceTraits traits() {
            return new SourceTraits(
                    Duration.ofDays(30),
                    Duration.ofDays(1),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    SourceTraits.Revisions.DELIVER,
                    Duration.ZERO,
                    true,
                    false,
                    true);
        }

        @Override
        public void prepare() {}

        @Override
        public Sweep open(Window window, ItemMemory items) {
            throw new IllegalStateException("this source has no windows");
        }

        @Override
        public Sweep follow(Optional<String> position, Instant start) {
            if (position.isEmpty()) {
                starts.add(start);
                hasForgotten = false;
            }
            int from = position.map(Integer::parseInt).orElseGet(() -> first(start));
            return new Sweep() {
                private int at = from;
                private boolean isAtEnd;

                @Override
                public Optional<Page> next() throws SourceFault {
                    if (isAtEnd) {
                        return Optional.empty();
                    }
                    asked.add(Integer.toString(at));
                    if (startsAreRefused && position.isEmpty()) {
                        throw new SourceFault(FaultCode.REFUSED, Recovery.SUSPEND, "no such start");
                    }
                    if (hasForgotten) {
                        throw new SourceFault(FaultCode.POSITION_LOST, Recovery.RESET_POSITION, "forgotten");
                    }
                    List<Event> page = List.copyOf(events.subList(at, Math.min(at + 2, events.size())));
                    at += page.size();
                    isAtEnd = saysTheEndAtEachPage || page.size() < 2;
                    return Optional.of(Page.of(page, clock.now(), 1).before(Optional.of(Integer.toString(at))));
                }

                @Override
                public void close() {}
            };
        }

        private int first(Instant start) {
            int index = 0;
            while (index < events.size()
                    && events.get(index).time().orElseThrow().isBefore(start)) {
                index++;
            }
            return index;
        }

        @Override
        public Sweep reopen(List<Item> items) {
            throw new IllegalStateException("this source has no items");
        }

        @Override
        public Optional<Duration> clockOffset() {
            return asked.isEmpty() ? Optional.empty() : Optional.of(Duration.ZERO);
        }

        @Override
        public RequestCounts requests() {
            return new RequestCounts(asked.size(), 0, 0, 0, 0);
        }

        @Override
        public void close() {}
    }
}
