package io.rollcall.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.engine.memory.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FlickerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Bucket HOUR = Bucket.of(NOW.minus(Duration.ofHours(5)));

    @Test
    void whatIsSeenThenAbsentThenSeenHasFlickered() {
        Flicker flicker = Flicker.NONE
                .after(HOUR, 100, absent())
                .after(HOUR, 100, absent(1, 2, 3))
                .after(HOUR, 100, absent(2, 7))
                .after(HOUR, 100, absent());
        assertThat(flicker.share()).hasValue(4 / 400.0);
        assertThat(flicker.absent()).isZero();
    }

    @Test
    void whatNeverComesBackIsAbsentAndHasNotFlickered() {
        Flicker flicker = Flicker.NONE
                .after(HOUR, 100, absent())
                .after(HOUR, 100, absent(1, 2))
                .after(HOUR, 100, absent(1, 2));
        assertThat(flicker.share()).hasValue(0.0);
        assertThat(flicker.absent()).isEqualTo(2);
        assertThat(flicker.at(NOW, HOUR.next().window().from()).absent()).isZero();
    }

    @Test
    void whatIsMerelyLateHasNotFlickered() {
        Flicker flicker =
                Flicker.NONE.after(HOUR, 60, absent()).after(HOUR, 90, absent()).after(HOUR, 100, absent());
        assertThat(flicker.share()).hasValue(0.0);
        assertThat(flicker.atMost().orElseThrow()).isCloseTo(3 / 250.0, within(1e-4));
    }

    @Test
    void theShareIsThatWithWhichEventsAreLeftOut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        double omitted = 0.02;
        Flicker flicker = Flicker.NONE;
        for (int look = 0; look < 200; look++) {
            flicker = flicker.after(
                    HOUR,
                    500,
                    LongStream.range(0, 500)
                            .filter(event -> random.nextDouble() < omitted)
                            .toArray());
        }
        // 2,000 omissions; seven standard deviations to either side
        assertThat(flicker.share().orElseThrow()).as("seed %d", seed).isBetween(0.017, 0.023);
        Flicker read = Flicker.fromBytes(flicker.toBytes());
        assertThat(read.share()).isEqualTo(flicker.share());
        assertThat(read.absent()).isEqualTo(flicker.absent());
    }

    private static long[] absent(long... events) {
        return events;
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertThat(Flicker.NONE.share()).isEmpty();
        assertThat(Flicker.fromBytes(new byte[] {1, 2, 3}).share()).isEmpty();
        assertThat(Flicker.fromBytes(new byte[0])).isSameAs(Flicker.NONE);
    }
}
