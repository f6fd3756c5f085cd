package io.rollcall.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PriceTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final Price price = Price.starting(2, 30, 20, START);

    @Test
    void risesWhileMoreIsSpentThanMeantAndFallsWhileLessIs() {
        Price busy = price;
        for (int minute = 1; minute <= 600; minute++) {
            busy = busy.spent(4, false, START.plus(Duration.ofMinutes(minute)));
        }
        assertThat(busy.perCall()).isGreaterThan(price.perCall() * 1.5);
        assertThat(busy.use()).isCloseTo(4, within(0.6));
        Price idle = price.at(START.plus(Duration.ofHours(1))).at(START.plus(Duration.ofHours(2)));
        assertThat(idle.perCall()).isLessThan(price.perCall());
    }

    @Test
    void catchingUpDoesNotRaiseItButIsHeldToHalfTheLimit() {
        Price caughtUp = price.spent(100, true, START);
        assertThat(caughtUp.use()).isEqualTo(price.use());
        assertThat(caughtUp.allowsCatchingUp()).isFalse();
        assertThat(caughtUp.at(caughtUp.catchingUpAgainAt()).allowsCatchingUp()).isTrue();
    }

    @Test
    void aThrottlingDoublesItAndLeavesLessRoomForAWhile() {
        Price throttled = price.throttled(START);
        assertThat(throttled.perCall()).isEqualTo(2 * price.perCall());
        assertThat(throttled.room()).isEqualTo(0.7);
        assertThat(throttled.at(START.plus(Duration.ofMinutes(20))).room()).isEqualTo(1);
    }

    @Test
    void clockStepsDoNotMoveItFar() {
        assertThat(price.at(START.minus(Duration.ofDays(3))).perCall()).isEqualTo(price.perCall());
        assertThat(price.at(START.plus(Duration.ofDays(300))).perCall())
                .isBetween(price.perCall() / 2, price.perCall());
    }

    @Test
    void survivesARestartExactlyAndIsNotReadFromOtherBytes() {
        Price spent = price.spent(3, false, START.plusSeconds(77)).throttled(START.plusSeconds(99));
        assertThat(Price.fromBytes(spent.toBytes())).contains(spent);
        byte[] negative = spent.toBytes();
        negative[4] = (byte) 0xbf;
        assertThat(Price.fromBytes(negative)).isEmpty();
        assertThat(Price.fromBytes(new byte[3])).isEmpty();
    }

    @Test
    void daysWithoutCallsDoNotRunItDownToNothing() {
        Price price = Price.starting(2.5, 30, 20, START);
        for (int hour = 1; hour <= 24 * 14; hour++) {
            price = price.at(START.plusSeconds(3600L * hour));
        }
        assertThat(price.perCall()).isEqualTo(0.01);
    }
}
