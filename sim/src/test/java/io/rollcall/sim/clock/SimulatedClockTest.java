package io.rollcall.sim.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SimulatedClockTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void aScaledClockRunsAtItsScale() {
        AtomicLong nanos = new AtomicLong(5_000);
        SimulatedClock clock = SimulatedClock.scaled(START, 600, nanos::get);
        assertThat(clock.instant()).isEqualTo(START);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aManualClockMovesForwardOnly() {
        ManualClock clock = SimulatedClock.manual(START);
        assertThat(clock.advance(Duration.ofSeconds(3)))
                .isEqualTo(START.plusSeconds(3))
                .isEqualTo(clock.instant());
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).hasMessageContaining("backwards");
    }

    @Test
    void theScaleMustBePositive() {
        assertThatThrownBy(() -> SimulatedClock.scaled(START, 0, () -> 0)).hasMessageContaining("time scale");
    }
}
