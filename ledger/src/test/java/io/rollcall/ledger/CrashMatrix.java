package io.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.loop.DyingLedger;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Conservation through the loop and a real ledger: late events, faults of source and sink, and a crash at every durable step,
 * before and after it became durable.
 */
abstract class CrashMatrix {

    static final StreamId STREAM = new StreamId("fake", "contoso", "events");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int PAGE = 7;
    private static final int PAGE_BYTES = 100;

    /** Opens a ledger for writing; an empty one if there is none of this name. What was opened before is over. */
    abstract Ledger open(String name);

    /** How many pages are delivered together, each time the matrix is run. */
    abstract List<Integer> pagesTogether();

    @Test
    void nothingIsLostAndOnlyThePagesInFlightAreRepeatedWhereverItCrashes() throws InterruptedException {
        for (int pages : pagesTogether()) {
            crashEverywhere(pages);
        }
    }

    private void crashEverywhere(int pages) throws InterruptedException {
        int crashes = 0;
        for (boolean durable : new boolean[] {false, true}) {
            boolean crashed = true;
            for (int step = 1; crashed; step++) {
                Run run = new Run("crash-" + pages + "-" + durable + "-" + step, 1);
                run.pagesTogether = pages;
                crashed = run.untilCrash(step, durable);
                crashes += crashed ? 1 : 0;
                run.toTheEnd();
                run.assertNothingMissing("crash at commit " + step + ", durable " + durable);
                assertThat(run.repeats()).isLessThanOrEqualTo(pages * PAGE);
            }
        }
        assertThat(crashes).isGreaterThan(30);
    }

    @Test
    @Tag("long")
    void withoutACrashEveryEventArrivesExactlyOnceWhateverTheFaults() throws InterruptedException {
        for (long seed = 1; seed <= 8; seed++) {
            Run run = new Run("faults-" + seed, seed);
            run.faultShare = 0.2;
            run.toTheEnd();
            run.assertNothingMissing("seed " + seed);
            assertThat(run.repeats()).as("seed %s", seed).isZero();
            assertThat(run.notices).as("seed %s", seed).anyMatch(notice -> notice.contains("\"server_error\""));
        }
    }

    @Test
    void aLedgerRemembersAcrossARestartAndVerifies() throws InterruptedException {
        Run run = new Run("restart", 4);
        run.toTheEnd();
        run.toTheEnd();
        assertThat(run.repeats()).isZero();
        try (Ledger ledger = open("restart")) {
            assertThat(ledger)
                    .isInstanceOfSatisfying(
                            StoredLedger.class, it -> assertThat(it.verify()).isEmpty());
            assertThat(ledger.streams()).containsExactly(STREAM);
            assertThat(ledger.state(STREAM).orElseThrow().counters().events()).isEqualTo(run.truth.size());
            assertThat(ledger.state(STREAM).orElseThrow().lateness().count()).isPositive();
        }
    }

    /** A made-up API, a sink that remembers, and everything between them. */
    private final class Run {

        private final String name;
        private final Random random;
        private final ManualClock clock = new ManualClock(START);
        private final List<Event> truth = new ArrayList<>();
        private final Map<EventKey, Instant> visible = new HashMap<>();
        private final Map<EventKey, Integer> received = new HashMap<>();
        private final List<String> notices = new ArrayList<>();
        private double faultShare;
        private int pagesTogether = 1;

        Run(String name, long seed) {
            this.name = name;
            this.random = new Random(seed);
            for (int i = 0; i < 150; i++) {
                Instant time = START.minus(Duration.ofHours(3)).plusSeconds(random.nextInt(6 * 3600));
                EventKey key = EventKeys.ofId(List.of("event-" + i));
                truth.add(new Event(key, 1, Optional.of(time), Optional.of(time), Slice.utf8("{\"n\":" + i + "}")));
                visible.put(key, time.plusSeconds((long) (60 * Math.exp(2 * random.nextGaussian()))));
            }
            truth.sort((left, right) ->
                    right.time().orElseThrow().compareTo(left.time().orElseThrow()));
        }

        /** Runs with a ledger that dies at its n-th commit; true if it did. */
        boolean untilCrash(int commit, boolean durable) throws InterruptedException {
            try (Ledger ledger = open(name)) {
                run(new DyingLedger(ledger, commit, durable), START.plus(Duration.ofHours(8)));
                return false;
            } catch (DyingLedger.Crash crash) {
                return true;
            }
        }

        void toTheEnd() throws InterruptedException {
            try (Ledger ledger = open(name)) {
                run(ledger, clock.now().plus(Duration.ofDays(2)));
            }
        }

        private void run(Ledger ledger, Instant end) throws InterruptedException {
            try (StreamLoop loop = new StreamLoop(
                    STREAM,
                    new FakeSource(),
                    new FakeSink(),
                    ledger,
                    letters -> {},
                    settings(),
                    clock,
                    Runnable::run,
                    random::nextDouble)) {
                while (clock.now().isBefore(end)) {
                    Outcome outcome = loop.step();
                    Instant due = outcome.due();
                    boolean isQuiet = clock.now().isAfter(START.plus(Duration.ofHours(6)));
                    clock.sleepUntil(
                            isQuiet && outcome.kind() == Outcome.Kind.IDLE ? due.plus(Duration.ofHours(5)) : due);
                }
            }
        }

        private LoopSettings settings() {
            return new LoopSettings(
                    new FixedSchedule(List.of(
                            new FixedSchedule.Tier(Duration.ofHours(1), Duration.ofMinutes(30)),
                            new FixedSchedule.Tier(Duration.ofDays(30), Duration.ofDays(1)))),
                    Duration.ofDays(1),
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Duration.ofMinutes(5),
                    (long) pagesTogether * PAGE_BYTES);
        }

        void assertNothingMissing(String description) {
            List<Event> missing = truth.stream()
                    .filter(event ->
                            visible.getOrDefault(event.key(), Instant.MAX).isBefore(START.plus(Duration.ofDays(1))))
                    .filter(event -> !received.containsKey(event.key()))
                    .toList();
            assertThat(missing).as(description).isEmpty();
        }

        int repeats() {
            return received.values().stream().mapToInt(count -> count - 1).sum();
        }

        private void maybeFail() throws SourceFault {
            if (random.nextDouble() < faultShare) {
                Recovery[] recoveries = {
                    Recovery.RETRY, Recovery.RESTART_SWEEP, Recovery.SHRINK_WINDOW, Recovery.SUSPEND
                };
                throw new SourceFault(FaultCode.SERVER_ERROR, recoveries[random.nextInt(4)], "made up");
            }
        }

        private final class FakeSource implements Source {
            @Override
            public SourceTraits traits() {
                return new SourceTraits(
                        Duration.ofDays(30),
                        Duration.ofDays(30),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        SourceTraits.Revisions.DELIVER,
                        Duration.ZERO);
            }

            @Override
            public void prepare() throws SourceFault {
                maybeFail();
            }

            @Override
            public Sweep open(Window window, ItemMemory items) {
                return new FakeSweep(window);
            }

            @Override
            public Sweep reopen(List<Item> items) {
                throw new IllegalStateException("this source has no items");
            }

            @Override
            public Optional<Duration> clockOffset() {
                return Optional.of(Duration.ZERO);
            }

            @Override
            public RequestCounts requests() {
                return RequestCounts.NONE;
            }

            @Override
            public void close() {}
        }

        private final class FakeSweep implements Sweep {
            private final Window window;
            private int next;

            FakeSweep(Window window) {
                this.window = window;
            }

            @Override
            public Optional<Page> next() throws SourceFault {
                maybeFail();
                List<Event> shown = truth.stream()
                        .filter(event -> window.contains(event.time().orElseThrow()))
                        .filter(event ->
                                !visible.getOrDefault(event.key(), Instant.MAX).isAfter(clock.now()))
                        .toList();
                if (next > 0 && next >= shown.size()) {
                    return Optional.empty();
                }
                List<Event> page = shown.subList(Math.min(next, shown.size()), Math.min(next + PAGE, shown.size()));
                next = Math.max(1, next + page.size());
                return Optional.of(Page.of(page, clock.now(), PAGE_BYTES));
            }

            @Override
            public void close() {}
        }

        private final class FakeSink implements Sink {
            @Override
            public Receipt write(Batch batch) {
                if (random.nextDouble() < faultShare) {
                    return Receipt.tryLater("made up");
                }
                for (Delivery delivery : batch.deliveries()) {
                    if (delivery.kind() == Delivery.Kind.NOTICE) {
                        notices.add(delivery.body().toString());
                    } else {
                        received.merge(delivery.key(), 1, Integer::sum);
                    }
                }
                return Receipt.accepted();
            }

            @Override
            public String promise() {
                return "remembered";
            }

            @Override
            public String probe() {
                return "here";
            }

            @Override
            public void close() {}
        }
    }
}
