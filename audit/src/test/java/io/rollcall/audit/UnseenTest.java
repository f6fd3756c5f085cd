package io.rollcall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.audit.roll.Counts;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class UnseenTest {

    @Test
    void theEstimateIsChapmans() {
        Unseen unseen = Unseen.of(new Counts(60, 40, 20, 0, 0));
        assertThat(unseen.estimate()).isEqualTo(101.0 * 81 / 61 - 1 - 120, Offset.offset(1e-9));
        assertThat(unseen.low()).isBetween(5.0, unseen.estimate());
        assertThat(unseen.high()).isBetween(unseen.estimate(), 30.0);
    }

    @Test
    void ofTwoIndependentSidesTheIntervalHoldsTheTruthAboutAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(4711);
        int held = 0;
        for (int trial = 0; trial < 1000; trial++) {
            long[] seen = new long[4];
            for (int event = 0; event < 2000; event++) {
                seen[(random.nextDouble() < 0.9 ? 1 : 0) + (random.nextDouble() < 0.8 ? 2 : 0)]++;
            }
            Unseen unseen = Unseen.of(new Counts(seen[3], seen[1], seen[2], 0, 0));
            held += unseen.low() <= seen[0] && seen[0] <= unseen.high() ? 1 : 0;
        }
        assertThat(held).isBetween(900, 990);
    }

    @Test
    void whereASideHasNothingOfItsOwnThereIsABoundAndNoEstimate() {
        assertThat(Unseen.of(new Counts(1000, 10, 0, 0, 0))).isEqualTo(new Unseen(0, 0, 0.03));
        assertThat(Unseen.of(new Counts(0, 10, 0, 0, 0)).high()).isEqualTo(30);
        assertThat(Unseen.of(new Counts(5, 0, 0, 0, 0)).high()).isZero();
    }

    @Test
    void itIsSaidOnWhichConditionItMeansSomething() {
        assertThat(Unseen.of(new Counts(60, 40, 20, 0, 0)).sentence())
                .contains("about 13 more are in neither (95 % interval", "not independent");
    }
}
