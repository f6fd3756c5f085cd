package io.rollcall.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleBinaryOperator;
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
        Price idle = lived(price, 3, (hour, now) -> 0);
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
        assertThat(throttled.perCall()).isCloseTo(2 * price.perCall(), within(0.05 * price.perCall()));
        assertThat(throttled.room()).isEqualTo(0.7);
        Price later = throttled.at(START.plus(Duration.ofMinutes(20)));
        assertThat(later.room()).isEqualTo(1);
        assertThat(later.perCall()).isCloseTo(price.perCall(), within(0.05 * price.perCall()));
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

    /** Calls per minute by the hour, in small steps, for some hours. */
    private static Price lived(Price start, int hours, DoubleBinaryOperator callsAt) {
        Price price = start;
        double owed = 0;
        Instant from = start.at();
        for (int minute = 1; minute <= 60 * hours; minute++) {
            owed += callsAt.applyAsDouble(minute / 60.0, price.perCall());
            int calls = (int) owed;
            owed -= calls;
            price = price.spent(calls, false, from.plus(Duration.ofMinutes(minute)));
        }
        return price;
    }

    @Test
    void aPriceFirstSetFarTooLowFindsItsLevelWithinHours() {
        double right = 1.6;
        DoubleBinaryOperator calls = (hour, now) -> Math.min(30, 2.5 * Math.sqrt(right / now));
        Price early = lived(Price.starting(2.5, 30, 0.02, START), 8, calls);
        assertThat(early.perCall()).isBetween(right / 3, right * 3);
        assertThat(lived(early, 16, calls).perCall()).isBetween(right / 1.3, right * 1.3);
    }

    @Test
    void theRhythmOfTheDayHardlyMovesIt() {
        Price settled = Price.starting(2.5, 30, 20, START);
        double low = Double.MAX_VALUE;
        double high = 0;
        for (int day = 0; day < 14; day++) {
            for (int quarter = 0; quarter < 4; quarter++) {
                int first = quarter * 6;
                settled = lived(settled, 6, (hour, now) -> {
                    double swing = 1 + 0.7 * Math.cos((first + hour) / 24 * 2 * Math.PI);
                    return 2.5 * Math.sqrt(1.6 / now * swing);
                });
                low = day < 7 ? low : Math.min(low, settled.perCall());
                high = day < 7 ? high : Math.max(high, settled.perCall());
            }
        }
        assertThat(high / low).isLessThan(1.35);
        assertThat(settled.use()).isCloseTo(2.5, within(0.4));
    }

    @Test
    void whatASurgeTakesIsNotSavedLater() {
        Price settled = lived(Price.starting(2.5, 30, 20, START), 48, (hour, now) -> 2.5);
        Price surged = lived(settled, 4, (hour, now) -> 25);
        assertThat(surged.perCall()).isLessThan(2 * settled.perCall());
        assertThat(lived(surged, 24, (hour, now) -> 2.5).perCall()).isLessThan(2 * settled.perCall());
    }

    @Test
    void lastingOveruseRaisesItUntilTheBudgetIsMet() {
        Price settled = lived(Price.starting(2.5, 30, 20, START), 48, (hour, now) -> 2.5);
        Price later = lived(settled, 120, (hour, now) -> Math.min(30, 2.5 * Math.sqrt(16 / now)));
        assertThat(later.use()).isCloseTo(2.5, within(0.5));
    }
}
