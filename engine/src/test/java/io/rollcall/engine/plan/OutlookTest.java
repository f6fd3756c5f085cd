package io.rollcall.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.LateEvents;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutlookTest {

    private static final AdaptiveSettings SETTINGS = AdaptiveSettings.standard();

    private final DriftModel model = DriftModel.starting(
            Instant.parse("2026-03-01T00:00:00Z"), new LatenessPrior(Duration.ofMinutes(5), Duration.ofDays(30)), 1000);

    @Test
    void usesTheCallsItMayAndNoMore() {
        for (double calls : new double[] {0.5, 1, 2.5, 5}) {
            assertThat(Outlook.of(model, SETTINGS, calls).callsPerMinute()).isCloseTo(calls, within(calls / 50));
        }
    }

    @Test
    void moreCallsAreLessDelay() {
        Duration few = Outlook.of(model, SETTINGS, 0.5).delay(0.95);
        Duration many = Outlook.of(model, SETTINGS, 5).delay(0.95);
        assertThat(many).isLessThan(few.dividedBy(4));
    }

    @Test
    void theCallsForADelayGiveThatDelay() {
        double calls = Outlook.callsFor(model, SETTINGS, Duration.ofMinutes(1)).orElseThrow();
        assertThat(Outlook.of(model, SETTINGS, calls).delay(0.95))
                .isCloseTo(Duration.ofMinutes(1), Duration.ofSeconds(2));
        assertThat(Outlook.callsFor(model, SETTINGS, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void aFixedScheduleCostsItsPagesAndDelaysByItsInterval() {
        FixedSchedule schedule =
                new FixedSchedule(List.of(new FixedSchedule.Tier(Duration.ofDays(30), Duration.ofMinutes(3))));
        Outlook outlook = Outlook.of(model, schedule);
        double pages = Math.ceil(model.eventsPerMinute() * 30 * 1440 / 1000);
        assertThat(outlook.callsPerMinute()).isCloseTo(pages / 3, within(0.01));
        assertThat(outlook.delay(0.5)).isCloseTo(Duration.ofSeconds(90), Duration.ofSeconds(1));
    }

    @Test
    void whatEventsHaveWaitedIsWhatIsExpectedAndTwiceTheCallsHalveIt() {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        LateEvents events = new LateEvents(start, 5, Duration.ofDays(1), 3);
        DriftModel known = model;
        Duration pause = Duration.ofMinutes(4);
        for (Instant now = start.plus(pause); now.isBefore(start.plus(Duration.ofHours(20))); now = now.plus(pause)) {
            Instant from = now.minus(Duration.ofHours(6));
            Window window = new Window(from.isBefore(start) ? start : from, now);
            known = events.read(known.at(now), window, now);
        }
        assertThat(Outlook.measured(model, SETTINGS, 0.25, 0.25)).isEmpty();
        Outlook same = Outlook.measured(known, SETTINGS, 0.25, 0.25).orElseThrow();
        assertThat(same.delay(0.95)).isBetween(pause.multipliedBy(3).dividedBy(4), pause);
        Outlook twice = Outlook.measured(known, SETTINGS, 0.25, 0.5).orElseThrow();
        assertThat(twice.delay(0.95)).isCloseTo(same.delay(0.95).dividedBy(2), Duration.ofSeconds(1));
        double calls = Outlook.measuredCallsFor(known, SETTINGS, 0.25, same.delay(0.95))
                .orElseThrow();
        assertThat(calls).isCloseTo(0.25, within(0.01));
    }
}
