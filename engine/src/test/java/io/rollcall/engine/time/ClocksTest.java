package io.rollcall.engine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClocksTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private final ManualClock clock = new ManualClock(START);

    @Test
    void whoeverSetsAClockDoesNotMoveItsSteadyTime() throws InterruptedException {
        Instant before = clock.steady();
        clock.set(START.minus(Duration.ofDays(400)));
        assertThat(clock.steady()).isEqualTo(before);
        clock.sleepUntil(before.plusSeconds(7));
        assertThat(Duration.between(before, clock.steady())).isEqualTo(Duration.ofSeconds(7));
        assertThat(clock.now()).isEqualTo(START.minus(Duration.ofDays(400)).plusSeconds(7));
        clock.sleepUntil(before);
        assertThat(Duration.between(before, clock.steady())).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aScaledClockRunsOnEvenlyWhenItsBaseIsSet() throws InterruptedException {
        ScaledClock scaled = new ScaledClock(clock, START, 60);
        clock.advance(Duration.ofSeconds(2));
        clock.set(START.minus(Duration.ofDays(1)));
        assertThat(scaled.now()).isEqualTo(START.plusSeconds(120));
        scaled.sleepUntil(scaled.steady().plusSeconds(60));
        assertThat(scaled.now()).isEqualTo(START.plusSeconds(180));
        assertThat(clock.steady()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void theMachinesSteadyTimeNeverRunsBackAndCountsWhatWasSlept() throws InterruptedException {
        SystemClock machine = new SystemClock();
        Instant before = machine.steady();
        machine.sleep(Duration.ofMillis(2));
        assertThat(Duration.between(before, machine.steady())).isGreaterThanOrEqualTo(Duration.ofMillis(2));
    }

    @Test
    void nobodySleepsWhoHasBeenAskedToStop() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> clock.sleep(Duration.ofSeconds(1))).isInstanceOf(InterruptedException.class);
        assertThat(clock.steady()).isEqualTo(START);
    }
}
