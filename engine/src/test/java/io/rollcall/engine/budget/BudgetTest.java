package io.rollcall.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BudgetTest {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final Budget budget = new Budget(new RateScope("reports", 5, Duration.ofSeconds(10)), clock);

    @Test
    void neverMoreThanTheLimitInAnyStretchOfThePeriod() {
        Random random = new Random(7);
        List<Instant> granted = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(1500)));
            if (budget.tryAcquire().isEmpty()) {
                granted.add(clock.now());
            }
        }
        for (int i = 5; i < granted.size(); i++) {
            assertThat(Duration.between(granted.get(i - 5), granted.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
        assertThat(granted.size()).isGreaterThan(1500);
    }

    @Test
    void aClosedScopeStaysClosedUntilTheTimeNamed() throws InterruptedException {
        budget.closeFor(Duration.ofSeconds(30));
        budget.closeFor(Duration.ofSeconds(3));
        assertThat(budget.acquire(Duration.ofSeconds(5))).contains(Duration.ofSeconds(30));
        assertThat(budget.acquire(Duration.ofMinutes(1))).isEmpty();
        assertThat(clock.now()).isEqualTo(Instant.parse("2026-03-01T00:00:30Z"));
    }

    @Test
    void aClockSteppingBackDoesNotBlockForLong() {
        for (int i = 0; i < 5; i++) {
            assertThat(budget.tryAcquire()).isEmpty();
        }
        clock.advance(Duration.ofDays(-1));
        assertThat(budget.tryAcquire()).isEmpty();
    }
}
