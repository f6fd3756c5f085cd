package io.rollcall.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.notice.Heartbeat;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.selfaudit.SelfAudit;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Past windows read again by chance, against an API that shows some events long after it should. */
@Timeout(60)
final class SelfAuditTest {

    private static final StreamId STREAM = new StreamId("fake", "contoso", "events");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration HISTORY = Duration.ofDays(4);
    private static final Instant LATE = START.minus(HISTORY).plus(Duration.ofHours(20));

    private static final int RUNS = 40;

    private final ManualClock clock = new ManualClock(START);
    private final RecordingSink sink = new RecordingSink();
    private final FakeApi api = new FakeApi(clock, Duration.ZERO);
    private final Set<EventKey> held = new HashSet<>();
    private final List<EventKey> happened = new ArrayList<>();
    private Ledger ledger = new MemoryLedger();
    private LoopSettings settings = settings();
    private Tariff tariff = new Tariff(3, 30);
    /** Where in the past samples are taken. */
    private DoubleSupplier place = () -> 0.5;

    SelfAuditTest() {
        api.maxSpan = Duration.ofHours(1);
        api.hidden = event -> held.contains(event.key());
    }

    private static LoopSettings settings() {
        LoopSettings standard = LoopSettings.standard(Duration.ofDays(30));
        return new LoopSettings(
                        new FixedSchedule(List.of(
                                new FixedSchedule.Tier(Duration.ofHours(1), Duration.ofMinutes(10)),
                                new FixedSchedule.Tier(Duration.ofDays(30), Duration.ofDays(7)))),
                        HISTORY,
                        Duration.ZERO,
                        standard.driftLimit(),
                        standard.clockSkewLimit(),
                        standard.maxBatchBytes())
                .sampling(24);
    }

    /** An event every ten minutes of four days. */
    private void history() {
        for (Instant time = START.minus(HISTORY); time.isBefore(START); time = time.plus(Duration.ofMinutes(10))) {
            happened.add(api.happened(time));
        }
    }

    /** The loop, once it has read the history, of which it has not been shown what is held back. */
    private StreamLoop caughtUp() throws InterruptedException {
        LoopSettings wanted = settings;
        settings = settings.sampling(0);
        StreamLoop loop = loop();
        runUntil(loop, START.plus(Duration.ofHours(2)));
        loop.close();
        settings = wanted;
        return loop();
    }

    private StreamLoop loop() {
        return new StreamLoop(
                STREAM,
                api,
                sink,
                ledger,
                letters -> {},
                settings,
                tariff,
                clock,
                Runnable::run,
                () -> place.getAsDouble());
    }

    private void runUntil(StreamLoop loop, Instant end) throws InterruptedException {
        while (clock.now().isBefore(end)) {
            Outcome outcome = loop.step();
            clock.sleepUntil(outcome.due());
        }
    }

    private void runFor(StreamLoop loop, Duration time) throws InterruptedException {
        runUntil(loop, clock.now().plus(time));
    }

    private Heartbeat heartbeat(StreamLoop loop) {
        return Heartbeat.of(
                loop.state(), Prospect.learned(loop.state(), api.traits()).orElseThrow());
    }

    private List<String> claimsFalse() {
        return sink.notices.stream()
                .filter(notice -> notice.contains("\"claim_false\""))
                .toList();
    }

    private static SelfAudit audit(StreamLoop loop) {
        return loop.state().selfAudit();
    }

    private static SampleCounts counts(StreamLoop loop) {
        return audit(loop).counts();
    }

    /** A place in the past, from 0 for the beginning to 1 for the end of what is said to be complete. */
    private double placeOf(StreamLoop loop, Instant time) {
        Instant from = loop.state().since();
        double claimed =
                Duration.between(from, heartbeat(loop).completeThrough()).toMillis();
        return Duration.between(from, time).toMillis() / claimed;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsSaidToBeCompleteAndIsReadsAsComplete(boolean isAdaptive) throws InterruptedException {
        settings = isAdaptive ? settings.adaptive(AdaptiveSettings.standard()) : settings;
        place = new Random(1)::nextDouble;
        history();
        StreamLoop loop = caughtUp();
        runFor(loop, Duration.ofHours(12));
        SampleCounts counts = counts(loop);
        assertThat(counts.samples()).isBetween(8L, 13L);
        assertThat(counts.records()).isBetween(5 * counts.samples(), 6 * counts.samples());
        assertThat(counts.falseClaims() + counts.missing() + counts.absent()).isZero();
        assertThat(counts.missingAtMost()).isCloseTo(3.0 / counts.records(), within(0.01));
        assertThat(claimsFalse()).isEmpty();
        assertThat(sink.events).containsExactlyInAnyOrderElementsOf(happened);
    }

    /** Each time one event of a record of its own becomes visible when no look is planned that would find it. */
    @Test
    void whatBecomesVisibleLongAfterItsWindowWasSaidToBeCompleteIsFoundAsOftenAsChanceHasIt()
            throws InterruptedException {
        history();
        Random random = new Random(5);
        place = random::nextDouble;
        settings = settings.sampling(96);
        double expected = 0;
        double variance = 0;
        int found = 0;
        List<EventKey> late = happened.subList(0, 6 * RUNS).stream()
                .filter(key -> happened.indexOf(key) % 6 == 3)
                .toList();
        held.addAll(late);
        MemoryLedger caughtUp = new MemoryLedger();
        ledger = caughtUp;
        caughtUp().close();
        Instant begin = clock.now();
        for (EventKey shown : late) {
            clock.set(begin);
            ledger = caughtUp.copy();
            tariff = new Tariff(3, 30);
            held.addAll(late);
            held.remove(shown);
            StreamLoop loop = loop();
            double missed = 1;
            for (int hour = 0; hour < 8; hour++) {
                double hours =
                        Duration.between(loop.state().since(), heartbeat(loop).completeThrough())
                                        .toMinutes()
                                / 60.0;
                long before = counts(loop).samples();
                runFor(loop, Duration.ofHours(1));
                missed *= Math.pow(1 - 1 / hours, (double) (counts(loop).samples() - before));
                if (sink.events.contains(shown)) {
                    assertThat(counts(loop).missing()).isEqualTo(1);
                    found++;
                    missed = Math.pow(1 - 1 / hours, 32);
                    break;
                }
            }
            expected += 1 - missed;
            variance += missed * (1 - missed);
        }
        assertThat(expected).isBetween(0.2 * RUNS, 0.6 * RUNS);
        assertThat((double) found).isCloseTo(expected, within(3 * Math.sqrt(variance)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFalseClaimIsToldAndTakenBackUntilNothingMoreIsFound(boolean isAdaptive) throws InterruptedException {
        settings = isAdaptive ? settings.adaptive(AdaptiveSettings.standard()) : settings;
        history();
        EventKey late = happened.get(120);
        EventKey later = happened.get(121);
        held.addAll(List.of(late, later));
        StreamLoop loop = caughtUp();
        Instant before = heartbeat(loop).completeThrough();
        int reopened = heartbeat(loop).reopened();
        long measured = loop.state().lateness().count();
        assertThat(before).isAfter(LATE);
        double there = placeOf(loop, LATE);
        place = () -> there;
        held.remove(late);
        while (counts(loop).records() < 5) {
            clock.sleepUntil(loop.step().due());
        }
        assertThat(sink.events).contains(late);
        assertThat(counts(loop)).isEqualTo(new SampleCounts(1, 1, 5, 1, 0));
        assertThat(audit(loop).reopened()).singleElement().satisfies(each -> {
            assertThat(each.window().contains(LATE)).isTrue();
            assertThat(each.window().length()).isEqualTo(Duration.ofHours(1));
        });
        assertThat(claimsFalse())
                .singleElement()
                .asString()
                .contains("\"count\":1", late.toString(), "more than the one in a thousand");
        assertThat(loop.state().lateness().count()).isEqualTo(measured + 1);
        assertThat(heartbeat(loop).completeThrough())
                .isEqualTo(audit(loop).reopened().get(0).window().from());
        assertThat(heartbeat(loop).reopened()).isEqualTo(reopened + 1);

        place = () -> 0.1;
        Instant found = clock.now();
        held.remove(later);
        runUntil(loop, found.plus(Duration.ofMinutes(50)));
        assertThat(audit(loop).reopened())
                .as("it is not looked at again at once")
                .hasSize(1);
        assertThat(heartbeat(loop).completeThrough())
                .as("nor said to be complete again")
                .isEqualTo(audit(loop).reopened().get(0).window().from());
        runUntil(loop, found.plus(Duration.ofMinutes(75)));
        assertThat(sink.events).as("the window is read again").contains(later);
        assertThat(audit(loop).reopened()).as("there was more").hasSize(1);
        runUntil(loop, found.plus(Duration.ofMinutes(150)));
        assertThat(audit(loop).reopened()).as("there is no more").isEmpty();
        assertThat(heartbeat(loop).completeThrough()).isAfter(LATE.plus(Duration.ofHours(1)));
        assertThat(counts(loop).missing()).as("found by no sample").isEqualTo(1);
        assertThat(sink.events).containsExactlyInAnyOrderElementsOf(happened);
    }

    @Test
    void oneEventInAThousandIsToldButRefutesNothing() throws InterruptedException {
        api.maxSpan = Duration.ofDays(1);
        for (Instant time = START.minus(HISTORY); time.isBefore(START); time = time.plus(Duration.ofMinutes(2))) {
            happened.add(api.happened(time));
        }
        EventKey late =
                happened.get(545); // so early in its six hours that the first pages alone would refute the claim
        held.add(late);
        StreamLoop loop = caughtUp();
        held.clear();
        api.pageSize = 10;
        Instant before = heartbeat(loop).completeThrough();
        double there = placeOf(loop, LATE);
        place = () -> there;
        runFor(loop, Duration.ofMinutes(50));
        assertThat(counts(loop)).isEqualTo(new SampleCounts(1, 1, 180, 1, 0));
        assertThat(claimsFalse()).hasSize(1);
        assertThat(audit(loop).reopened())
                .singleElement()
                .satisfies(each -> assertThat(each.isRefuted()).isFalse());
        assertThat(heartbeat(loop).completeThrough()).isAfterOrEqualTo(before);
        runFor(loop, Duration.ofMinutes(80));
        assertThat(audit(loop).reopened()).isEmpty();
    }

    @Test
    void whatTheApiNoLongerShowsIsCountedAndIsNoLoss() throws InterruptedException {
        history();
        StreamLoop loop = caughtUp();
        EventKey gone = happened.get(120);
        double there = placeOf(loop, LATE);
        place = () -> there;
        held.add(gone);
        runFor(loop, Duration.ofMinutes(30));
        assertThat(counts(loop)).isEqualTo(new SampleCounts(1, 0, 5, 0, 1));
        assertThat(claimsFalse()).isEmpty();
        assertThat(audit(loop).reopened()).isEmpty();
    }

    @Test
    void noSampleIsTakenWhileCallsAreScarce() throws InterruptedException {
        settings = settings.adaptive(AdaptiveSettings.standard());
        tariff = new Tariff(0.05, 30);
        history();
        StreamLoop loop = caughtUp();
        runFor(loop, Duration.ofHours(6));
        assertThat(counts(loop).samples()).isZero();
        tariff = new Tariff(3, 30);
        loop = loop();
        runFor(loop, Duration.ofHours(6));
        assertThat(counts(loop).samples()).isPositive();
    }

    @Test
    void noOtherLookWaitsForASample() throws InterruptedException {
        history();
        List<String> without = looks(0);
        List<String> with = looks(24);
        without.forEach(look -> assertThat(with.remove(look)).as(look).isTrue());
        assertThat(with).hasSizeBetween(20, 25);
    }

    /** When which windows are asked for in a day, by a collector of its own. */
    private List<String> looks(int samplesPerDay) throws InterruptedException {
        clock.set(START);
        ledger = new MemoryLedger();
        settings = settings.sampling(samplesPerDay);
        StreamLoop loop = caughtUp();
        List<String> looks = new ArrayList<>();
        api.trap(window -> {
            looks.add(clock.now() + " " + window);
            return null;
        });
        runFor(loop, Duration.ofHours(24));
        api.trap(window -> null);
        return looks;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETRY", "SHRINK_WINDOW", "RESTART_SWEEP"})
    void aSampleThatFailsSaysNothingAndIsTakenLater(String recovery) throws InterruptedException {
        history();
        StreamLoop loop = caughtUp();
        Instant old = START.minus(Duration.ofDays(1));
        List<Window> failed = new ArrayList<>();
        api.trap(window -> {
            boolean isOld = window.to().isBefore(old);
            if (isOld) {
                failed.add(window);
            }
            return isOld ? new SourceFault(FaultCode.TIMEOUT, Recovery.valueOf(recovery), "made up") : null;
        });
        place = () -> 0.4;
        runFor(loop, Duration.ofMinutes(50));
        assertThat(failed).as("tried once, then put off").hasSize(1);
        place = () -> 0.1; // whatever is drawn meanwhile: one that failed is taken where it was
        runFor(loop, Duration.ofHours(3));
        assertThat(failed).hasSizeBetween(3, 4);
        assertThat(counts(loop)).isEqualTo(SampleCounts.ZERO);
        assertThat(loop.state().unreadable()).isEmpty();
        api.trap(window -> null);
        int asked = api.asked.size();
        runFor(loop, Duration.ofHours(2));
        assertThat(counts(loop).samples()).isPositive();
        assertThat(api.asked.subList(asked, api.asked.size()))
                .anyMatch(window -> window.intersection(failed.get(0)).isPresent());
    }

    @Test
    void whatSamplesCameToSurvivesARestartWhichBringsNoMoreOfThem() throws InterruptedException {
        history();
        StreamLoop loop = caughtUp();
        runFor(loop, Duration.ofHours(10));
        SelfAudit before = audit(loop);
        assertThat(before.counts().samples()).isBetween(7L, 11L);
        Instant then = clock.now();
        for (int restart = 0; restart < 20; restart++) {
            loop = loop();
            runFor(loop, Duration.ofMinutes(1));
        }
        long hours = Duration.between(then, clock.now()).toHours();
        assertThat(counts(loop).samples())
                .isBetween(before.counts().samples(), before.counts().samples() + hours + 1);
        assertThat(counts(loop).records())
                .isGreaterThanOrEqualTo(before.counts().records());
    }

    @Test
    void aLoopThatIsConfinedTakesNoSample() throws InterruptedException {
        history();
        StreamLoop loop = caughtUp();
        loop.confineTo(new Window(START.minus(Duration.ofDays(2)), START.minus(Duration.ofDays(1))));
        while (loop.step().kind() != Outcome.Kind.IDLE) {
            clock.advance(Duration.ofHours(1));
        }
        assertThat(counts(loop).samples()).isZero();
    }

    /** Time goes on while it reads, whose plan is made for the time at which it began. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunThatComesToAnEndTakesOneSampleAndNoMoreWhateverThatFinds(boolean isClaimFalse)
            throws InterruptedException {
        history();
        EventKey late = happened.get(120);
        held.add(late);
        StreamLoop loop = caughtUp();
        double there = placeOf(loop, LATE);
        place = () -> there;
        if (isClaimFalse) {
            held.clear();
        }
        loop.endWithThePresent();
        int steps = 0;
        while (loop.step().kind() != Outcome.Kind.IDLE) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(++steps).as("steps without an end").isLessThan(100);
        }
        assertThat(counts(loop).samples()).isEqualTo(1);
        assertThat(audit(loop).reopened()).hasSize(isClaimFalse ? 1 : 0);
    }

    /** Wherever it crashes around a sample: what was missing arrives, is told, and counts as missing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashAtASampleHidesNothing(boolean isDurable) throws InterruptedException {
        history();
        EventKey late = happened.get(120);
        for (int commit = 1; commit <= 4; commit++) {
            clock.set(START);
            sink.events.clear();
            sink.notices.clear();
            held.add(late);
            MemoryLedger durable = new MemoryLedger();
            ledger = durable;
            StreamLoop loop = caughtUp();
            double there = placeOf(loop, LATE);
            place = () -> there;
            held.clear();
            ledger = new DyingLedger(durable, commit, isDurable);
            StreamLoop dying = loop();
            assertThatThrownBy(() -> runFor(dying, Duration.ofHours(1))).isInstanceOf(DyingLedger.Crash.class);
            ledger = durable;
            StreamLoop next = loop();
            assertThat(audit(next).reopened()).as("crash at commit %d", commit).hasSize((int)
                    counts(next).missing());
            runFor(next, Duration.ofMinutes(65));
            assertThat(sink.events).as("crash at commit %d", commit).contains(late);
            assertThat(sink.events.stream().filter(late::equals)).hasSizeLessThanOrEqualTo(2);
            assertThat(claimsFalse()).as("crash at commit %d", commit).isNotEmpty();
            assertThat(counts(next).missing()).as("crash at commit %d", commit).isEqualTo(1);
            assertThat(counts(next).falseClaims()).isEqualTo(1);
            assertThat(counts(next).samples()).isPositive();
            assertThat(counts(next).records()).isPositive();
        }
    }
}
