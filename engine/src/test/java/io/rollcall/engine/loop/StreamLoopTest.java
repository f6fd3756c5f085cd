package io.rollcall.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.drift.Flicker;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamLoopTest {

    private static final StreamId STREAM = new StreamId("fake", "contoso", "events");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final RecordingSink sink = new RecordingSink();
    private final MemoryLedger ledger = new MemoryLedger();
    private FakeApi api = new FakeApi(clock, Duration.ZERO);
    private LoopSettings settings = LoopSettings.standard(Duration.ofDays(30));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWindowThatCannotBeReadIsSetAsideAndTheRestFlowsOn(boolean isAdaptive) throws InterruptedException {
        settings = isAdaptive ? settings.adaptive(AdaptiveSettings.standard()) : settings;
        Instant poison = START.minus(Duration.ofMinutes(90));
        EventKey poisoned = api.happened(poison);
        EventKey before = api.happened(poison.minusSeconds(10));
        EventKey after = api.happened(poison.plusSeconds(10));
        api.trap(window -> window.contains(poison) ? fault(FaultCode.MALFORMED, Recovery.SHRINK_WINDOW) : null);
        StreamLoop loop = loop();

        runUntil(loop, START.plus(Duration.ofHours(1)));
        assertThat(sink.events).containsExactlyInAnyOrder(before, after);
        assertThat(sink.notices).anyMatch(notice -> notice.contains("window_unreadable"));
        assertThat(loop.state().unreadable()).singleElement().satisfies(each -> {
            assertThat(each.window().contains(poison)).isTrue();
            assertThat(each.window().length()).isLessThanOrEqualTo(Duration.ofSeconds(3));
        });
        assertThat(loop.state().coverage().lookedAt(poison)).isEmpty();

        api.trap(window -> null);
        runUntil(loop, START.plus(Duration.ofHours(8)));
        assertThat(sink.events).containsExactlyInAnyOrder(before, after, poisoned);
        assertThat(loop.state().unreadable()).isEmpty();
        assertThat(sink.notices).anyMatch(notice -> notice.contains("window_unreadable") && notice.contains("cleared"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anApiThatAnswersNothingButRubbishDoesNotFillTheRecord(boolean isAdaptive) throws InterruptedException {
        settings = isAdaptive ? settings.adaptive(AdaptiveSettings.standard()) : settings;
        EventKey event = api.happened(START.minusSeconds(60));
        api.trap(window -> fault(FaultCode.MALFORMED, Recovery.SHRINK_WINDOW));
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofDays(2)));
        assertThat(loop.state().unreadable()).hasSizeLessThanOrEqualTo(50);
        api.trap(window -> null);
        runUntil(loop, START.plus(Duration.ofDays(3)));
        assertThat(sink.events).containsExactly(event);
        assertThat(loop.state().unreadable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void besideAWindowThatCannotBeReadAgainLateEventsAreStillFound(boolean isAdaptive) throws InterruptedException {
        settings = isAdaptive ? settings.adaptive(AdaptiveSettings.standard()) : settings;
        StreamLoop loop = loop();
        Instant poison = START.plus(Duration.ofMinutes(30));
        runUntil(loop, START.plus(Duration.ofHours(3)));
        api.trap(window -> window.contains(poison) ? fault(FaultCode.MALFORMED, Recovery.SHRINK_WINDOW) : null);
        runUntil(loop, START.plus(Duration.ofHours(20)));
        EventKey before = api.happened(poison.minusSeconds(100));
        EventKey after = api.happened(poison.plusSeconds(100));
        int asked = api.asked.size();
        runUntil(loop, START.plus(Duration.ofHours(60)));
        assertThat(sink.events).containsExactlyInAnyOrder(before, after);
        assertThat(api.asked.size() - asked).isLessThan(40 * 60 * 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAClockTooFarAheadTookForTheBeginningIsNotTheBeginning(boolean isAdaptive) throws InterruptedException {
        settings = isAdaptive ? settings.adaptive(AdaptiveSettings.standard()) : settings;
        api = new FakeApi(clock, Duration.ZERO);
        clock.advance(Duration.ofDays(200));
        StreamLoop loop = loop();
        clock.set(START);
        EventKey event = api.happened(START.minusSeconds(60));
        runUntil(loop, START.plus(Duration.ofHours(1)));
        assertThat(sink.events).containsExactly(event);
    }

    @Test
    void aClockThatIsSetBeforeTheFirstAnswerMovesNoBeginning() throws InterruptedException {
        clock.advance(Duration.ofHours(20));
        StreamLoop loop = loop();
        clock.set(START);
        EventKey event = api.happened(START.minus(Duration.ofHours(10)));
        runUntil(loop, START.plus(Duration.ofHours(2)));
        assertThat(sink.events).containsExactly(event);
        assertThat(loop.state().since()).isEqualTo(START.minus(Duration.ofDays(1)));
    }

    @Test
    void theBeginningThatAWrongClockGaveDoesNotStayIfTheFirstSweepIsCutOff() throws InterruptedException {
        Duration ahead = Duration.ofMinutes(30);
        clock.set(START.plus(ahead));
        api = new FakeApi(clock, ahead.negated());
        List<EventKey> events = threeEvents();
        StreamLoop dying = loop();
        while (sink.events.isEmpty()) {
            dying.step();
        }
        assertThat(sink.events).as("the first sweep").doesNotContain(events.get(0));
        clock.set(START);
        api = new FakeApi(clock, Duration.ZERO);
        assertThat(threeEvents()).isEqualTo(events);
        runUntil(loop(), START.plus(Duration.ofHours(2)));
        assertThat(sink.events).containsExactlyInAnyOrderElementsOf(events);
    }

    /** The oldest near the end of what is read at first, the others on two pages of one window. */
    private List<EventKey> threeEvents() {
        api.pageSize = 1;
        return List.of(
                api.happened(START.minus(Duration.ofDays(1)).plus(Duration.ofMinutes(10))),
                api.happened(START.minusSeconds(60)),
                api.happened(START.minusSeconds(30)));
    }

    @Test
    void whileTheSinkIsDownNothingMoreIsFetchedAndNothingIsLost() throws InterruptedException {
        EventKey event = api.happened(START.minusSeconds(60));
        sink.isDown = true;
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(1)));
        int asked = api.asked.size();
        runUntil(loop, START.plus(Duration.ofHours(2)));
        assertThat(api.asked).hasSize(asked);
        sink.isDown = false;
        runUntil(loop, START.plus(Duration.ofHours(3)));
        assertThat(sink.events).containsExactly(event);
        assertThat(sink.notices).anyMatch(notice -> notice.contains("sink_unreachable"));
    }

    @Test
    void ourOwnBudgetIsNoNotice() throws InterruptedException {
        SourceFault spent = new SourceFault(
                FaultCode.BUDGET_SPENT, Recovery.RETRY, "spent", "", Optional.of(Duration.ofSeconds(3)));
        api.trap(window -> api.asked.size() % 3 == 0 ? null : spent);
        runUntil(loop(), START.plus(Duration.ofHours(1)));
        assertThat(sink.notices).noneMatch(notice -> notice.contains("budget"));
        assertThat(api.asked.size()).isGreaterThan(60);
    }

    @Test
    void aFaultThatComesAndGoesIsOneNotice() throws InterruptedException {
        api.trap(window -> api.asked.size() % 2 == 0 ? null : fault(FaultCode.THROTTLED, Recovery.RETRY));
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(3)));
        assertThat(sink.notices.stream().filter(notice -> notice.contains("throttled")))
                .hasSize(1);
        api.trap(window -> null);
        runUntil(loop, START.plus(Duration.ofHours(4)));
        assertThat(sink.notices.stream().filter(notice -> notice.contains("throttled")))
                .hasSize(2);
    }

    @Test
    void theApisClockCountsNotOurs() throws InterruptedException {
        Duration offset = Duration.ofDays(-200);
        api = new FakeApi(clock, offset);
        EventKey event = api.happened(START.plus(offset).minus(Duration.ofHours(20)));
        EventKey newest = api.happened(START.plus(offset).minusSeconds(5));
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(1)));
        assertThat(sink.events).containsExactlyInAnyOrder(event, newest);
        assertThat(sink.notices).anyMatch(notice -> notice.contains("clock_skew"));
        assertThat(loop.state().since()).isEqualTo(START.plus(offset).minus(Duration.ofDays(1)));
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() throws InterruptedException {
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(1)));
        Instant setTo = START.minus(Duration.ofHours(12));
        clock.set(setTo);
        EventKey event = api.happened(setTo.plusSeconds(30));
        runUntil(loop, setTo.plus(Duration.ofMinutes(10)));
        assertThat(sink.events).containsExactly(event);
    }

    @Test
    void aWrongClockForgetsNothingBeforeTheApiHasAnswered() throws InterruptedException {
        EventKey event = api.happened(START.minusSeconds(60));
        runUntil(loop(), START.plus(Duration.ofHours(1)));
        clock.set(START.plus(Duration.ofDays(4000)));
        api.trap(window -> fault(FaultCode.CONNECTION, Recovery.RETRY));
        StreamLoop restarted = loop();
        runUntil(restarted, START.plus(Duration.ofDays(4000)).plus(Duration.ofMinutes(30)));
        assertThat(sink.notices).anyMatch(notice -> notice.contains("connection"));
        assertThat(ledger.forgottenBefore).isBefore(START.minus(Duration.ofDays(30)));
        assertThat(restarted.state().coverage().lookedAt(START.minusSeconds(60)))
                .isPresent();
        assertThat(sink.events).containsExactly(event);
    }

    @Test
    void emptyResultsWidenTheWindowIfTheUserWantsThat() throws InterruptedException {
        settings = new LoopSettings(
                settings.schedule(),
                Duration.ofDays(2),
                Duration.ofHours(1),
                settings.driftLimit(),
                settings.clockSkewLimit(),
                settings.maxBatchBytes());
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofMinutes(9)));
        assertThat(sink.notices).anyMatch(notice -> notice.contains("looks back 6 h"));
        assertThat(sink.notices).noneMatch(notice -> notice.contains("looks back 7 h"));
        api.happened(START.plus(Duration.ofMinutes(8)));
        runUntil(loop, START.plus(Duration.ofMinutes(14)));
        assertThat(api.asked.get(api.asked.size() - 1).length()).isLessThanOrEqualTo(Duration.ofMinutes(61));
    }

    @Test
    void shortWindowsStillReadTheWholeOverlapEachTime() throws InterruptedException {
        api.trap(window -> window.length().compareTo(Duration.ofMinutes(17)) > 0
                ? fault(FaultCode.TIMEOUT, Recovery.SHRINK_WINDOW)
                : null);
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(2)));
        Instant now = clock.now();
        Instant oldest = loop.state()
                .coverage()
                .oldestLook(new Window(now.minus(Duration.ofMinutes(58)), now.minus(Duration.ofMinutes(3))))
                .orElseThrow();
        assertThat(Duration.between(oldest, now)).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void noWindowIsLongerThanTheApiAllowsHoweverItIsCut() throws InterruptedException {
        clock.advance(Duration.ofMillis(12_345));
        StreamLoop loop = loop();
        for (int day = 0; day < 40; day++) {
            clock.advance(Duration.ofHours(50).plusMillis(777));
            runUntil(loop, clock.now().plus(Duration.ofMinutes(3)));
        }
        Duration longest =
                api.asked.stream().map(Window::length).max(Duration::compareTo).orElseThrow();
        assertThat(longest).isEqualTo(api.traits().maxSpan());
        assertThat(loop.state()
                        .coverage()
                        .gaps(new Window(
                                clock.now().minus(Duration.ofDays(29)),
                                clock.now().minus(Duration.ofMinutes(3)))))
                .isEmpty();
    }

    @Test
    void manyLoopsShareFewThreadsAndEndWhenNothingIsDue() throws InterruptedException {
        api.happened(START.minusSeconds(60));
        List<StreamLoop> loops = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> loop(new StreamId("fake", "contoso", "s" + i)))
                .toList();
        assertThat(new Collector(loops, clock, 3).once(Duration.ofMinutes(1))).isEmpty();
        assertThat(sink.events).hasSize(20);
    }

    @Test
    void oneRunEndsEvenWhereTimeRunsFasterThanItReads() throws InterruptedException {
        api.trap(window -> {
            clock.advance(Duration.ofMinutes(3));
            return null;
        });
        StreamLoop loop = loop();
        assertThat(new Collector(List.of(loop), clock, 1).once(Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(loop.state().coverage().gaps(new Window(START.minus(Duration.ofDays(1)), START)))
                .isEmpty();
        assertThat(api.asked.size()).isLessThan(10);
    }

    @Test
    void plannedByItsDriftOneRunEndsEvenWhereTimeRunsMuchFasterThanItReads() throws InterruptedException {
        settings = settings.adaptive(AdaptiveSettings.standard());
        for (int minute = 0; minute < 60 * 24; minute++) {
            api.happened(START.minus(Duration.ofMinutes(minute)));
        }
        api.hidden = event -> event.time()
                .orElseThrow()
                .plusSeconds(Math.floorMod(event.key().low(), 20_000))
                .isAfter(clock.now());
        api.trap(window -> {
            clock.advance(Duration.ofMinutes(20));
            assertThat(api.asked).as("windows asked for").hasSizeLessThan(60);
            return null;
        });
        assertThat(new Collector(List.of(loop()), clock, 1).once(Duration.ofMinutes(1)))
                .isEmpty();
    }

    @Test
    void plannedByItsDriftALoopFindsWhatIsHoursLateAndRemembersWhatItLearned() throws InterruptedException {
        settings = settings.adaptive(AdaptiveSettings.standard());
        List<EventKey> expected = new ArrayList<>();
        StreamLoop loop = loop();
        for (int minute = 0; minute < 60 * 12; minute++) {
            expected.add(api.happened(clock.now().minusSeconds(20)));
            if (minute % 10 == 0) {
                expected.add(api.happened(clock.now().minus(Duration.ofHours(5))));
            }
            runUntil(loop, clock.now().plus(Duration.ofMinutes(1)));
        }
        loop = loop();
        runUntil(loop, clock.now().plus(Duration.ofHours(12)));
        assertThat(sink.events).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(loop.state().drift().model().length).isBetween(500, 100_000);
        assertThat(loop.state()
                        .coverage()
                        .gaps(new Window(
                                START.minus(Duration.ofDays(1)), clock.now().minus(Duration.ofMinutes(5)))))
                .isEmpty();
    }

    @Test
    void plannedByItsDriftALoopCatchesUpWithEverythingAfterAWeekAway() throws InterruptedException {
        settings = settings.adaptive(AdaptiveSettings.standard());
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(2)));
        List<EventKey> expected = new ArrayList<>();
        for (int hour = 0; hour < 7 * 24; hour++) {
            clock.advance(Duration.ofHours(1));
            expected.add(api.happened(clock.now().minusSeconds(100)));
        }
        StreamLoop again = loop();
        assertThat(new Collector(List.of(again), clock, 1).once(Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(sink.events).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aStalledSourceIsOneNoticeThatEndsWithTheStall() throws InterruptedException {
        StreamLoop loop = loop();
        for (int second = 0; second < 4 * 3600; second += 20) {
            api.happened(clock.now().minusSeconds(1));
            runUntil(loop, clock.now().plusSeconds(20));
        }
        runUntil(loop, clock.now().plus(Duration.ofHours(6)));
        assertThat(sink.notices.stream().filter(notice -> notice.contains("source_stalled")))
                .hasSize(1);
        api.happened(clock.now().minusSeconds(1));
        runUntil(loop, clock.now().plus(Duration.ofMinutes(5)));
        assertThat(sink.notices.stream().filter(notice -> notice.contains("source_stalled")))
                .hasSize(2);
    }

    /** As a cron job runs it: whatever it knows, it has come to read the present. */
    @Test
    void eachRunReadsThePresentHoweverShortlyAfterTheOneBefore() throws InterruptedException {
        settings = settings.adaptive(AdaptiveSettings.standard());
        List<EventKey> expected = new ArrayList<>();
        for (int run = 0; run < 5; run++) {
            clock.advance(Duration.ofSeconds(20));
            expected.add(api.happened(clock.now().minusSeconds(5)));
            assertThat(new Collector(List.of(loop()), clock, 1).once(Duration.ofMinutes(1)))
                    .isEmpty();
        }
        assertThat(sink.events).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void anApiThatLeavesEventsOutNowAndThenIsFoundOut() throws InterruptedException {
        settings = settings.adaptive(AdaptiveSettings.standard());
        Random random = new Random(7);
        StreamLoop loop = loop();
        for (int minute = 0; minute < 60 * 30; minute += 2) {
            api.happened(clock.now().minusSeconds(20));
            runUntil(loop, clock.now().plus(Duration.ofMinutes(2)));
        }
        assertThat(flicker(loop).share()).hasValue(0.0);
        api.hidden = event -> random.nextDouble() < 0.05;
        runUntil(loop, clock.now().plus(Duration.ofHours(60)));
        assertThat(flicker(loop).share().orElseThrow()).isBetween(0.01, 0.08);
        assertThat(sink.events).hasSize(60 * 15).doesNotHaveDuplicates();
    }

    private static Flicker flicker(StreamLoop loop) {
        return Flicker.fromBytes(loop.state().drift().flicker());
    }

    @Test
    void aHeartbeatTellsHowFarTheRecordIsComplete() throws InterruptedException {
        settings = settings.heartbeatEvery(Duration.ofMinutes(15));
        StreamLoop loop = loop();
        for (int minute = 0; minute < 120; minute++) {
            api.happened(clock.now().minusSeconds(1));
            runUntil(loop, clock.now().plus(Duration.ofMinutes(1)));
        }
        List<String> beats = sink.notices.stream()
                .filter(notice -> notice.contains("\"heartbeat\""))
                .toList();
        long periods = Duration.between(START, clock.now()).toMinutes() / 15;
        assertThat(beats).hasSizeBetween((int) periods - 2, (int) periods);
        assertThat(beats.get(beats.size() - 1))
                .contains("\"complete_through\":\"", "\"read_until\":\"", "\"stalled\":false");
        api.trap(window -> fault(FaultCode.CONNECTION, Recovery.RETRY));
        runUntil(loop, clock.now().plus(Duration.ofMinutes(40)));
        assertThat(sink.notices.stream().filter(notice -> notice.contains("\"heartbeat\"")))
                .as("heartbeats go on while the source fails")
                .hasSizeGreaterThan(beats.size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBackfillReadsOlderTimeWhenNothingElseIsDueAndSurvivesARestart(boolean isAdaptive)
            throws InterruptedException {
        settings = isAdaptive ? settings.adaptive(AdaptiveSettings.standard()) : settings;
        List<EventKey> old = new ArrayList<>();
        for (int day = 2; day <= 20; day++) {
            old.add(api.happened(START.minus(Duration.ofDays(day))));
        }
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(2)));
        assertThat(sink.events).isEmpty();
        Instant since = loop.state().since();
        Instant complete = loop.state().readUntil(api.retention);

        loop.backfill(START.minus(Duration.ofDays(10)));
        loop.backfill(START.minus(Duration.ofDays(15)));
        loop.backfill(START.minus(Duration.ofDays(12)));
        api.asked.clear();
        clock.advance(Duration.ofMinutes(3));
        for (int step = 0; step < 12; step++) {
            loop.step();
        }
        assertThat(api.asked.get(0).to()).as("the newest comes first").isAfter(START);
        assertThat(api.asked).anyMatch(window -> window.to().isBefore(START.minus(Duration.ofDays(1))));
        assertThat(loop.state().backfill()).contains(START.minus(Duration.ofDays(15)));
        assertThat(loop.state().since()).isEqualTo(since);
        assertThat(loop.state().readUntil(api.retention))
                .as("the backfill takes nothing back")
                .isAfterOrEqualTo(complete);

        StreamLoop next = loop();
        runUntil(next, START.plus(Duration.ofHours(12)));
        assertThat(sink.events).containsExactlyInAnyOrderElementsOf(old.subList(0, 14));
        assertThat(next.state().backfill()).isEmpty();
        assertThat(next.state().since()).isEqualTo(START.minus(Duration.ofDays(15)));
        int asked = api.asked.size();
        runUntil(next, START.plus(Duration.ofHours(13)));
        assertThat(api.asked.subList(asked, api.asked.size()))
                .as("what was read is not read again at once")
                .noneMatch(window -> window.to().isBefore(START.minus(Duration.ofDays(5))));
    }

    @Test
    void aBackfillEndsWhereTheApiHasForgotten() throws InterruptedException {
        api.retention = Duration.ofDays(7);
        settings = LoopSettings.standard(api.retention);
        EventKey kept = api.happened(START.minus(Duration.ofDays(5)));
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(1)));
        loop.backfill(START.minus(Duration.ofDays(300)));
        runUntil(loop, START.plus(Duration.ofHours(3)));
        assertThat(sink.events).containsExactly(kept);
        assertThat(loop.state().backfill()).isEmpty();
        assertThat(sink.notices).noneMatch(notice -> notice.contains("lost"));
    }

    @Test
    void aLoopThatIsConfinedToAPeriodReadsThatAndNothingElse() throws InterruptedException {
        EventKey inside = api.happened(START.minus(Duration.ofDays(9)));
        api.happened(START.minus(Duration.ofDays(7)));
        api.happened(START.minus(Duration.ofDays(11)));
        StreamLoop loop = loop();
        loop.confineTo(new Window(START.minus(Duration.ofDays(10)), START.minus(Duration.ofDays(8))));
        Outcome outcome = loop.step();
        while (outcome.kind() != Outcome.Kind.IDLE) {
            outcome = loop.step();
        }
        assertThat(sink.events).containsExactly(inside);
        assertThat(api.asked).noneMatch(window -> window.to().isAfter(START.minus(Duration.ofDays(8))));
        assertThat(api.asked).noneMatch(window -> window.from().isBefore(START.minus(Duration.ofDays(10))));
    }

    @Test
    void whatTheApiHasForgottenIsNoGap() throws InterruptedException {
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofMinutes(10)));
        for (int day = 0; day < 40; day++) {
            clock.advance(Duration.ofHours(24));
            runUntil(loop, clock.now().plus(Duration.ofMinutes(3)));
        }
        assertThat(loop.state().readUntil(api.traits().retention()))
                .isAfter(clock.now().minus(Duration.ofMinutes(10)));
    }

    @Test
    void aFaultIsToldAtOnceHoweverLongTheSourceWantsToBeLeftAlone() throws InterruptedException {
        api.trap(window -> new SourceFault(
                FaultCode.THROTTLED, Recovery.RETRY, "too many", "Slow down.", Optional.of(Duration.ofHours(5))));
        assertThat(new Collector(List.of(loop()), clock, 1).once(Duration.ofSeconds(1)))
                .containsOnlyKeys(STREAM);
        assertThat(sink.notices)
                .singleElement()
                .asString()
                .contains("throttled", "too many — the API says: Slow down.");
        assertThat(ledger.state(STREAM).orElseThrow().notices()).hasSize(1);
    }

    @Test
    void aFaultThatCannotBeToldIsToldLater() throws InterruptedException {
        api.trap(window -> fault(FaultCode.CONNECTION, Recovery.RETRY));
        sink.isDown = true;
        StreamLoop loop = loop();
        runUntil(loop, START.plusSeconds(30));
        assertThat(sink.notices).isEmpty();
        sink.isDown = false;
        runUntil(loop, START.plus(Duration.ofMinutes(10)));
        assertThat(sink.notices).anyMatch(notice -> notice.contains("connection"));
    }

    @Test
    void aStreamInTroubleIsNamedWhenPatienceEnds() throws InterruptedException {
        api.trap(window -> fault(FaultCode.SERVER_ERROR, Recovery.RETRY));
        assertThat(new Collector(List.of(loop()), clock, 1).once(Duration.ofMinutes(1)))
                .containsOnlyKeys(STREAM);
    }

    private static SourceFault fault(FaultCode code, Recovery recovery) {
        return new SourceFault(code, recovery, "made up");
    }

    private StreamLoop loop() {
        return loop(STREAM);
    }

    private StreamLoop loop(StreamId stream) {
        return new StreamLoop(stream, api, sink, ledger, letters -> {}, settings, clock, Runnable::run, () -> 0.5);
    }

    private void runUntil(StreamLoop loop, Instant end) throws InterruptedException {
        while (clock.now().isBefore(end)) {
            Outcome outcome = loop.step();
            clock.sleepUntil(outcome.due());
        }
    }
}
