package io.rollcall.engine.selfaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleCountsTest {

    /** Solved in exact fractions, elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.95",
        "0, 30, 0.09503385285530415",
        "0, 3000, 0.0009980790119966112",
        "1, 10, 0.3941633024365049",
        "2, 20, 0.2826185248858609",
        "5, 100, 0.10225337764327452",
        "19, 20, 0.9974386212234698"
    })
    void theBoundIsThatOfClopperAndPearson(long missing, long records, double bound) {
        assertThat(new SampleCounts(records, missing, records, missing, 0).missingAtMost())
                .isCloseTo(bound, within(1e-6));
        assertThat(new SampleCounts(records, missing, records, missing, 0).falseAtMost())
                .isCloseTo(bound, within(1e-6));
    }

    @Test
    void withNothingFoundTheBoundIsThreeInTheNumberLookedAt() {
        assertThat(new SampleCounts(1, 0, 10_000_000, 0, 0).missingAtMost()).isCloseTo(3e-7, within(1e-9));
    }

    @Test
    void whereNothingWasLookedAtNothingIsKnown() {
        assertThat(SampleCounts.ZERO.missingAtMost()).isEqualTo(1);
        assertThat(new SampleCounts(1, 1, 7, 7, 0).missingAtMost()).isEqualTo(1);
    }

    @Test
    void aBoundOfManyIsFoundWhereTheirProbabilitiesVanish() {
        double bound = new SampleCounts(1, 1, 1_000_000, 20_000, 0).missingAtMost();
        assertThat(bound).isCloseTo(0.02 + 1.645 * Math.sqrt(0.02 * 0.98 / 1_000_000), within(2e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 51, true",
        "1, 52, false",
        "2, 355, true",
        "2, 356, false",
        "3, 1000, false",
        "4, 1000, true",
        "0, 1000, false",
        "1, 1, true"
    })
    void aClaimIsRefutedByMoreThanChanceWouldBring(long missing, long records, boolean isRefuted) {
        assertThat(new SampleCounts(1, 1, records, missing, 0).refutes(1e-3)).isEqualTo(isRefuted);
    }
}
