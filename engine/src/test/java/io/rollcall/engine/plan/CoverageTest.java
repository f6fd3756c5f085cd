package io.rollcall.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CoverageTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void whatWasReadInThePresentAndThePastIsKept() {
        Coverage coverage = Coverage.NONE.swept(hours(0, 2), NOON).swept(hours(2, 3), NOON.minusSeconds(1));
        assertThat(coverage.until(NOON)).isSameAs(coverage);
        assertThat(Coverage.NONE.until(NOON)).isSameAs(Coverage.NONE);
    }

    @Test
    void whatWasReadInTheFutureIsAGapAgainAndNothingElseIs() {
        Coverage coverage = Coverage.NONE
                .swept(hours(0, 5), NOON)
                .swept(hours(1, 2), NOON.plusSeconds(1))
                .swept(hours(4, 6), NOON.plus(Duration.ofDays(4000)));
        Coverage kept = coverage.until(NOON);
        assertThat(kept.gaps(hours(0, 6))).containsExactly(hours(1, 2), hours(4, 6));
        assertThat(kept.newestLook()).contains(NOON);
        assertThat(kept.contiguousUntil(at(0))).isEqualTo(at(1));
        assertThat(kept.until(NOON)).isSameAs(kept);
    }

    @Test
    void aClockThatIsWrongByYearsLeavesNothingRead() {
        Coverage coverage = Coverage.NONE.swept(hours(0, 5), NOON.plus(Duration.ofDays(4000)));
        assertThat(coverage.until(NOON)).isEqualTo(Coverage.NONE);
        assertThat(coverage.until(NOON).newestLook()).isEmpty();
    }

    /** The same, told by a list of hours and when each was last read. */
    @Test
    void noInstantCountsAsReadAtATimeThatHasNotCome() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Instant[] looks = new Instant[24];
            Coverage coverage = Coverage.NONE;
            for (int sweep = 0; sweep < 10; sweep++) {
                int from = random.nextInt(23);
                int to = from + 1 + random.nextInt(23 - from);
                Instant look = NOON.plusSeconds(random.nextInt(-100, 100));
                coverage = coverage.swept(hours(from, to), look);
                java.util.Arrays.fill(looks, from, to, look);
            }
            Coverage kept = coverage.until(NOON);
            for (int hour = 0; hour < 24; hour++) {
                boolean isKept = looks[hour] != null && !looks[hour].isAfter(NOON);
                assertThat(kept.lookedAt(at(hour)))
                        .as("hour %d, seed %d", hour, seed)
                        .isEqualTo(isKept ? java.util.Optional.of(looks[hour]) : java.util.Optional.empty());
                assertThat(kept.gaps(hours(hour, hour + 1)))
                        .as("hour %d, seed %d", hour, seed)
                        .isEqualTo(isKept ? List.of() : List.of(hours(hour, hour + 1)));
            }
        }
    }

    private static Instant at(int hour) {
        return NOON.minus(Duration.ofDays(2)).plus(Duration.ofHours(hour));
    }

    private static Window hours(int from, int to) {
        return new Window(at(from), at(to));
    }
}
