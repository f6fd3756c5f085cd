package io.rollcall.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.drift.Lateness.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatenessTest {

    @Test
    void theTrueQuantileLiesWithinTheBounds() {
        Random random = new Random(3);
        List<Duration> truth = new ArrayList<>();
        List<Bounds> seen = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Duration lateness = Duration.ofMillis((long) (1000 * Math.exp(4 + 2 * random.nextGaussian())));
            truth.add(lateness);
            seen.add(new Bounds(
                    lateness.minusMillis(random.nextLong(lateness.toMillis() + 1)), lateness.plusSeconds(60)));
        }
        truth.sort(null);
        Lateness measured = Lateness.NONE.with(seen);
        for (double share : new double[] {0.5, 0.95, 0.99}) {
            Duration actual = truth.get((int) (share * truth.size()) - 1);
            Bounds bounds = measured.quantile(share);
            assertThat(actual).isBetween(bounds.atLeast(), bounds.atMost());
        }
    }

    @Test
    void nothingMeasuredIsNothingClaimed() {
        assertThat(Lateness.NONE.quantile(0.95)).isEqualTo(new Bounds(Duration.ZERO, Duration.ZERO));
    }
}
