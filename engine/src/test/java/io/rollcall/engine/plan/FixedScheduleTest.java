package io.rollcall.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FixedScheduleTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);
    private final FixedSchedule schedule = FixedSchedule.standard(RETENTION);

    @Test
    void theFirstRunReadsTheNewestHourThenTheRestOfTheLookback() {
        List<Window> read = new ArrayList<>();
        Coverage coverage = settle(Coverage.NONE, START.minus(DAY), START, read);
        assertThat(read).containsExactly(window("PT-1H", "PT0S"), window("PT-24H", "PT-1H"));
        assertThat(coverage.gaps(window("PT-24H", "PT0S"))).isEmpty();
    }

    @Test
    void afterAWeekOfDowntimeExactlyTheGapIsReadAndWhatIsStaleOnceMore() {
        Coverage before = settle(Coverage.NONE, START.minus(DAY), START, new ArrayList<>());
        List<Window> read = new ArrayList<>();
        Instant now = START.plus(Duration.ofDays(7));
        Coverage after = settle(before, START.minus(DAY), now, read);
        assertThat(after.gaps(new Window(START.minus(DAY), now))).isEmpty();
        Duration unread = Duration.ZERO;
        Coverage growing = before;
        for (Window window : read) {
            unread = growing.gaps(window).stream().map(Window::length).reduce(unread, Duration::plus);
            growing = growing.swept(window, now);
        }
        assertThat(unread).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void everyInstantIsReadAgainDailyAndThenWeeklyUntilTheApiForgets() {
        Coverage coverage = Coverage.NONE;
        Duration step = Duration.ofMinutes(17);
        for (Instant now = START.plus(step); now.isBefore(START.plus(Duration.ofDays(20))); now = now.plus(step)) {
            coverage = settle(coverage, START, now.plusSeconds(1), new ArrayList<>());
            Window lastDay = new Window(now.minus(Duration.ofHours(47)), now);
            Instant oldest = coverage.oldestLook(lastDay.intersection(new Window(START, now.plusSeconds(1)))
                            .orElseThrow())
                    .orElseThrow();
            assertThat(Duration.between(oldest, now)).isLessThan(DAY.plus(step));
            Instant oldestOfAll =
                    coverage.oldestLook(new Window(START, now.plusSeconds(1))).orElseThrow();
            assertThat(Duration.between(oldestOfAll, now))
                    .isLessThan(Duration.ofDays(7).plus(step));
        }
    }

    @Test
    void aGapTheApiIsAboutToForgetGoesFirst() {
        Instant now = START;
        Coverage coverage = Coverage.NONE.swept(new Window(now.minus(Duration.ofDays(20)), now.minusSeconds(200)), now);
        Plan plan = schedule.next(coverage, now.minus(Duration.ofDays(29)), now, RETENTION, DAY);
        assertThat(plan)
                .isEqualTo(new Plan.Look(
                        new Window(now.minus(Duration.ofDays(29)), now.minus(Duration.ofDays(28))), Plan.Reason.GAP));
    }

    @Test
    void identicalInputsGiveIdenticalPlans() {
        Coverage coverage = settle(Coverage.NONE, START.minus(DAY), START, new ArrayList<>());
        Instant now = START.plusSeconds(500);
        assertThat(schedule.next(coverage, START.minus(DAY), now, RETENTION, DAY))
                .isEqualTo(schedule.next(coverage, START.minus(DAY), now, RETENTION, DAY));
    }

    /** Follows the schedule until it rests. */
    private Coverage settle(Coverage coverage, Instant since, Instant now, List<Window> read) {
        Coverage current = coverage;
        for (int i = 0; i < 1000; i++) {
            Plan plan = schedule.next(current, since, now, RETENTION, Duration.ofDays(60));
            if (!(plan instanceof Plan.Look look)) {
                assertThat(((Plan.Rest) plan).until()).isAfter(now);
                return current;
            }
            read.add(look.window());
            current = current.swept(look.window(), now);
        }
        throw new AssertionError("the schedule never rests: " + read.subList(0, 10));
    }

    private static Window window(String from, String to) {
        return new Window(START.plus(Duration.parse(from)), START.plus(Duration.parse(to)));
    }
}
