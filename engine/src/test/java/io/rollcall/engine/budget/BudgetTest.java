package io.rollcall.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final Budget budget = new Budget(new RateScope("reports", 5, Duration.ofSeconds(10)), clock);

    @Test
    void neverMoreThanTheLimitInAnyStretchOfThePeriod() {
        Random random = new Random(7);
        List<Instant> granted = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(1500)));
            budget.tryAcquire().ifPresent(grant -> {
                granted.add(clock.now());
                grant.answered();
            });
        }
        for (int i = 5; i < granted.size(); i++) {
            assertThat(Duration.between(granted.get(i - 5), granted.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
        assertThat(granted.size()).isGreaterThan(1500);
    }

    @Test
    void processesThatShareALimitTogetherAskNoMoreThanOneWould() {
        Random random = new Random(5);
        Budget other = new Budget(budget.scope(), clock);
        budget.share(2 / 3.0);
        other.share(1 / 3.0);
        List<Instant> granted = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(800)));
            (random.nextBoolean() ? budget : other).tryAcquire().ifPresent(grant -> {
                granted.add(clock.now());
                grant.answered();
            });
        }
        for (int i = 5; i < granted.size(); i++) {
            assertThat(Duration.between(granted.get(i - 5), granted.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
        assertThat(granted.size()).isGreaterThan(700);
    }

    @Test
    void whoIsLeftASmallerPartWaitsUntilWhatItHasTakenIsNoMoreThanThat() {
        for (int second = 0; second < 5; second++) {
            budget.tryAcquire().orElseThrow().answered();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(budget.used()).isEqualTo(1);
        budget.share(0.4);
        assertThat(budget.untilFree()).isEqualTo(Duration.ofSeconds(8));
        budget.share(1);
        assertThat(budget.untilFree()).isEqualTo(Duration.ofSeconds(5));
        clock.advance(Duration.ofSeconds(6));
        assertThat(budget.used()).isEqualTo(0.6);
        budget.closeFor(Duration.ofSeconds(9));
        assertThat(budget.used()).isEqualTo(1);
        budget.share(0);
        clock.advance(Duration.ofSeconds(9));
        assertThat(budget.used()).isZero();
        assertThat(budget.tryAcquire()).isPresent();
        assertThat(budget.tryAcquire()).isEmpty();
    }

    /** A request under way: it arrives, and later its answer. */
    private record UnderWay(Budget.Grant grant, Instant answered) {}

    /** The API counts requests when they arrive: neither one that was long under way nor those after it may be one too many there. */
    @Test
    void neverMoreThanTheLimitHoweverLongRequestsAreUnderWay() {
        Random random = new Random(11);
        List<Instant> arrived = new ArrayList<>();
        List<UnderWay> open = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(300)));
            answer(open);
            budget.tryAcquire().ifPresent(grant -> {
                Instant arrives = clock.now().plusMillis(random.nextInt(1000));
                arrived.add(arrives);
                open.add(new UnderWay(grant, arrives.plusMillis(random.nextInt(3000))));
            });
        }
        arrived.sort(null);
        for (int i = 5; i < arrived.size(); i++) {
            assertThat(Duration.between(arrived.get(i - 5), arrived.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
        assertThat(arrived.size()).isGreaterThan(1000);
    }

    private void answer(List<UnderWay> open) {
        for (UnderWay each : List.copyOf(open)) {
            if (!each.answered().isAfter(clock.now())) {
                each.grant().answered();
                open.remove(each);
            }
        }
    }

    @Test
    void anAnswerThatIsLongInComingHoldsNothingUpForLongerThanASecond() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertThat(budget.tryAcquire()).isPresent();
        }
        assertThat(budget.untilFree()).isEqualTo(Duration.ofSeconds(11));
        assertThat(budget.acquire(Duration.ofSeconds(11))).isPresent();
    }

    private void answered() {
        budget.tryAcquire().orElseThrow().answered();
    }

    @Test
    void aClosedScopeStaysClosedUntilTheTimeNamed() throws InterruptedException {
        budget.closeFor(Duration.ofSeconds(30));
        budget.closeFor(Duration.ofSeconds(3));
        assertThat(budget.acquire(Duration.ofSeconds(5))).isEmpty();
        assertThat(budget.untilFree()).isEqualTo(Duration.ofSeconds(30));
        assertThat(budget.acquire(Duration.ofMinutes(1))).isPresent();
        assertThat(clock.now()).isEqualTo(Instant.parse("2026-03-01T00:00:30Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT24H", "-PT1S", "PT3S", "PT24H"})
    void aClockThatIsSetGrantsNothingSoonerAndNothingLater(Duration step) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            answered();
        }
        clock.advance(Duration.ofSeconds(4));
        clock.set(clock.now().plus(step));
        assertThat(budget.tryAcquire()).isEmpty();
        assertThat(budget.untilFree()).isEqualTo(Duration.ofSeconds(6));
        Instant before = clock.steady();
        assertThat(budget.acquire(Duration.ofSeconds(6))).isPresent();
        assertThat(Duration.between(before, clock.steady())).isEqualTo(Duration.ofSeconds(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT24H", "PT24H"})
    void aClockThatIsSetNeitherOpensAClosedScopeNorKeepsItClosed(Duration step) {
        budget.closeFor(Duration.ofSeconds(30));
        clock.set(clock.now().plus(step));
        assertThat(budget.untilFree()).isEqualTo(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(budget.tryAcquire()).isPresent();
    }

    @Test
    void aClockThatIsSetWhileARequestIsWaitedForDoesNotLengthenTheWait() throws InterruptedException {
        Clock nervous = new SetWhileSlept(clock);
        Budget waiting = new Budget(new RateScope("reports", 1, Duration.ofSeconds(10)), nervous);
        for (int i = 0; i < 10; i++) {
            waiting.acquire(Duration.ofSeconds(10)).orElseThrow().answered();
        }
        assertThat(Duration.between(START, clock.steady())).isEqualTo(Duration.ofSeconds(90));
    }

    /** A clock that somebody sets back by an hour during each wait. */
    private record SetWhileSlept(ManualClock clock) implements Clock {
        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public Instant steady() {
            return clock.steady();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            clock.sleep(duration);
            clock.set(clock.now().minus(Duration.ofHours(1)));
        }
    }
}
