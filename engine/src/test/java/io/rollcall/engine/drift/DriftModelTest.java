package io.rollcall.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.engine.event.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftModelTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final LatenessPrior PRIOR = new LatenessPrior(Duration.ofMinutes(5), Duration.ofDays(30));

    private final LateEvents events = new LateEvents(START, 20, Duration.ofDays(3), 1);

    private static DriftModel fresh() {
        return DriftModel.starting(START, PRIOR, 1000);
    }

    /** Reads the last hours every few minutes. */
    private DriftModel run(DriftModel from, Instant start, Duration length, Duration lookBack) {
        DriftModel model = from;
        for (Instant now = start; now.isBefore(start.plus(length)); now = now.plus(Duration.ofMinutes(5))) {
            model = events.read(model.at(now), new Window(now.minus(lookBack), now), now);
        }
        return model;
    }

    @Test
    void learnsTheLawOfLatenessWhateverThePriorSays() {
        DriftModel model = run(fresh(), START.plusSeconds(300), Duration.ofDays(2), Duration.ofHours(3));
        double truth = Minutes.of(events.quantile(0.5));
        assertThat(Minutes.of(model.quantile(0.5).estimate())).isCloseTo(truth, within(truth * 0.2));
        assertThat(model.quantile(0.95).atLeast()).isLessThanOrEqualTo(events.quantile(0.95));
        assertThat(model.quantile(0.95).atMost()).isGreaterThanOrEqualTo(events.quantile(0.95));
        assertThat(model.eventsPerMinute()).isCloseTo(20, within(4.0));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1000, 1000})
    void eventsFarOutsideOfWhatWasAskedForTeachNothingAndBreakNothing(long hoursAway) {
        Instant now = START.plus(Duration.ofHours(3));
        DriftModel model = run(fresh(), START.plusSeconds(300), Duration.ofHours(3), Duration.ofHours(2))
                .at(now);
        Window window = new Window(now.minus(Duration.ofHours(1)), now);
        Tally tally = events.tally(model, window, now);
        DriftModel without = model.after(tally, now);
        for (int i = 0; i < 3; i++) {
            tally.add(START.plus(Duration.ofHours(hoursAway)).plusSeconds(i), true);
        }
        tally.add(now.minusSeconds(30), true);
        DriftModel with = model.after(tally, now);
        assertThat(Minutes.of(with.quantile(0.5).estimate()))
                .isCloseTo(Minutes.of(without.quantile(0.5).estimate()), within(0.5));
        assertThat(with.timeline().size()).isEqualTo(without.timeline().size());
    }

    @Test
    void aRestartLosesNothingLearned() {
        DriftModel model = run(fresh(), START.plusSeconds(300), Duration.ofHours(30), Duration.ofHours(2));
        DriftModel restarted = DriftModel.fromBytes(PRIOR, model.toBytes()).orElseThrow();
        assertThat(restarted.learned()).isEqualTo(model.learned());
        assertThat(restarted.toBytes()).isEqualTo(model.toBytes());
        Instant later = START.plus(Duration.ofHours(31));
        assertThat(restarted.at(later).toBytes()).isEqualTo(model.at(later).toBytes());
    }

    @Test
    void damagedOrForeignBytesAreNotTakenForAModel() {
        byte[] bytes = run(fresh(), START.plusSeconds(300), Duration.ofHours(2), Duration.ofHours(1))
                .toBytes();
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            assertThat(DriftModel.fromBytes(PRIOR, damaged)).as("byte %d", i).isEmpty();
        }
        assertThat(DriftModel.fromBytes(PRIOR, new byte[0])).isEmpty();
        assertThat(DriftModel.fromBytes(PRIOR, "something else".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aMonthOfHistoryFitsInTenthOfAMegabyte() {
        DriftModel model = DriftModel.starting(START.minus(Duration.ofDays(200)), PRIOR, 1000);
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            Instant now = START.plus(Duration.ofMinutes(i));
            Instant from = now.minus(Duration.ofMinutes(1 + random.nextInt(30 * 1440)));
            Window window = new Window(from, from.plus(Duration.ofMinutes(1 + random.nextInt(90))));
            model = events.read(model.at(now), window, now);
        }
        assertThat(model.toBytes().length).isLessThan(100_000);
    }

    @Test
    void theRetentionMayChangeBetweenRestarts() {
        DriftModel model = run(fresh(), START.plusSeconds(300), Duration.ofHours(5), Duration.ofHours(2));
        LatenessPrior longer = new LatenessPrior(Duration.ofMinutes(5), Duration.ofDays(90));
        DriftModel restarted = DriftModel.fromBytes(longer, model.toBytes()).orElseThrow();
        assertThat(Minutes.of(restarted.quantile(0.5).estimate()))
                .isCloseTo(Minutes.of(model.quantile(0.5).estimate()), within(0.5));
    }

    @Test
    void aSweepMayEndLongAfterTheModelWentOn() {
        Instant now = START.plus(Duration.ofHours(20));
        DriftModel model = run(fresh(), START.plusSeconds(300), Duration.ofHours(20), Duration.ofHours(2))
                .at(now);
        Window window = new Window(now.minus(Duration.ofHours(6)), now);
        Tally tally = events.tally(model, window, now);
        DriftModel later = model.at(now.plus(Duration.ofHours(3))).after(tally, now);
        assertThat(later.timeline()
                        .lookedAt(later.timeline().cellAt(now.minusSeconds(60).toEpochMilli())))
                .isEqualTo(now.toEpochMilli());
        assertThat(known(later)).isCloseTo(known(model.after(tally, now)), within(1e-6));
    }

    private static double known(DriftModel model) {
        double known = 0;
        for (int cell = 0; cell < model.timeline().size(); cell++) {
            known += model.timeline().known(cell);
        }
        return known;
    }

    @Test
    void aLookLaterThanThePresentCountsAsOneAtPresent() {
        Instant now = START.plus(Duration.ofHours(3));
        DriftModel model = run(fresh(), START.plusSeconds(300), Duration.ofHours(3), Duration.ofHours(2))
                .at(now);
        Instant later = now.plus(Duration.ofHours(5));
        DriftModel back = events.read(model, new Window(START, now), later).at(now);
        assertThat(back.timeline().end()).isEqualTo(now.toEpochMilli());
        for (int cell = 0; cell < back.timeline().size(); cell++) {
            assertThat(back.timeline().lookedAt(cell)).isLessThanOrEqualTo(now.toEpochMilli());
        }
        wellFormed(back, now, 0);
    }

    @Test
    void windowsOutsideTheTimelineDoNoHarm() {
        Instant now = START.plus(Duration.ofHours(5));
        DriftModel model = run(fresh(), START.plusSeconds(300), Duration.ofHours(5), Duration.ofHours(2))
                .at(now);
        for (Window window : new Window[] {
            new Window(START.minus(Duration.ofDays(9)), START.minus(Duration.ofDays(8))),
            new Window(START.minus(Duration.ofDays(1)), now.minus(Duration.ofHours(1))),
            new Window(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1))),
            new Window(now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2))),
            new Window(now.minusMillis(61_001), now.minusMillis(60_999))
        }) {
            DriftModel after = events.read(model, window, now);
            assertThat(after.timeline().start()).isEqualTo(model.timeline().start());
            assertThat(after.timeline().end()).isEqualTo(model.timeline().end());
            assertThat(known(after)).as("%s", window).isGreaterThanOrEqualTo(known(model) - 1e-6);
        }
    }

    @Test
    void aStreamThatBeginsLongAgoStartsAtWhatTheApiRemembers() {
        Instant now = START.plus(Duration.ofDays(1));
        DriftModel model = DriftModel.starting(START.minus(Duration.ofDays(900)), PRIOR, 1000)
                .at(now);
        assertThat(model.timeline().start())
                .isEqualTo(now.minus(Duration.ofDays(30)).toEpochMilli());
        assertThat(model.timeline().size()).isLessThan(2000);
        assertThat(model.completeThrough()).isBefore(now.minus(Duration.ofDays(29)));
    }

    @Test
    void coverageWithoutAModelIsNotReadAgainAsIfItWereNew() {
        Instant now = START.plus(Duration.ofDays(1));
        Window window = new Window(START.plusSeconds(17), now.minusSeconds(90));
        DriftModel model = fresh().at(now).knowing(window, now.minusSeconds(30));
        Timeline timeline = model.timeline();
        assertThat(timeline.isRead(timeline.cellAt(START.toEpochMilli()))).isFalse();
        assertThat(timeline.isRead(timeline.cellAt(START.plusSeconds(20).toEpochMilli())))
                .isTrue();
        assertThat(timeline.isRead(timeline.cellAt(now.minusSeconds(80).toEpochMilli())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void clockStepsNeitherThrowNorCorrupt(int seed) {
        Random random = new Random(seed);
        DriftModel model = fresh();
        Instant now = START.plus(Duration.ofHours(30));
        for (int i = 0; i < 400; i++) {
            now = now.plusSeconds(random.nextInt(300));
            Instant shown = random.nextInt(10) == 0 ? now.plusSeconds(random.nextInt(200_000) - 100_000) : now;
            DriftModel stepped = random.nextInt(50) == 0 ? model.at(now.plus(Duration.ofDays(60))) : model;
            model = stepped.at(shown);
            Window window = new Window(shown.minusSeconds(1 + random.nextInt(20_000)), shown);
            model = events.read(model, window, shown);
            wellFormed(model, shown, seed);
        }
        DriftModel settled = run(model, now, Duration.ofHours(20), Duration.ofHours(3));
        double truth = Minutes.of(events.quantile(0.5));
        assertThat(Minutes.of(settled.quantile(0.5).estimate()))
                .as("seed %d", seed)
                .isCloseTo(truth, within(truth * 0.3));
    }

    private static void wellFormed(DriftModel model, Instant now, int seed) {
        Timeline timeline = model.timeline();
        assertThat(timeline.end()).as("seed %d", seed).isEqualTo(now.toEpochMilli());
        assertThat(timeline.start())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(Math.max(
                        START.toEpochMilli(), now.minus(Duration.ofDays(30)).toEpochMilli()));
        for (int cell = 0; cell < timeline.size(); cell++) {
            assertThat(timeline.from(cell)).isLessThan(timeline.to(cell));
            assertThat(timeline.lookedAt(cell)).as("seed %d", seed).isLessThanOrEqualTo(now.toEpochMilli());
            assertThat(timeline.known(cell)).isGreaterThanOrEqualTo(0).isFinite();
            assertThat(timeline.heat(cell)).isGreaterThanOrEqualTo(0).isFinite();
        }
        assertThat(model.completeThrough()).isBeforeOrEqualTo(now);
    }
}
