package io.rollcall.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.engine.budget.RateScope;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TariffTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void aTenthOfTheLimitIsUsedButNeverAlmostNothing() {
        assertThat(Tariff.of(new RateScope("graph", 5, Duration.ofSeconds(10))).target())
                .isEqualTo(3);
        assertThat(Tariff.of(new RateScope("tiny", 1, Duration.ofMinutes(1))).target())
                .isEqualTo(0.4);
        assertThat(new Tariff(50, 30).target()).isEqualTo(30);
    }

    @Test
    void allStreamsPayAndMoveOnePrice() {
        Tariff tariff = new Tariff(1, 30);
        double before = tariff.at(START, 20).perCall();
        for (int minute = 1; minute < 600; minute++) {
            tariff.spent(3, false, START.plusSeconds(60L * minute));
        }
        assertThat(tariff.at(START.plusSeconds(36_000), 20).perCall()).isGreaterThan(2 * before);
    }

    @Test
    void aRestartGoesOnWithTheLatestPrice() {
        Tariff before = new Tariff(1, 30);
        Price older = before.at(START, 20);
        before.throttled(START.plusSeconds(60));
        Price newer = before.last().orElseThrow();
        Tariff after = new Tariff(2, 30);
        after.resume(newer);
        after.resume(older);
        assertThat(after.last()).contains(newer.under(2, 30));
    }

    @Test
    void whatIsLeftToOthersIsNotUsedHereAndThePriceFollowsAtOnce() {
        Tariff whole = new Tariff(6, 30);
        Tariff shared = new Tariff(6, 30);
        shared.at(START, 20);
        shared.share(0.5);
        assertThat(shared.target()).isEqualTo(3);
        assertThat(shared.last()).contains(whole.at(START, 20).under(3, 15));

        shared.need("a stream", 100);
        assertThat(shared.target()).isEqualTo(3);
        shared.share(1);
        assertThat(shared.target()).isEqualTo(6);
    }

    @Test
    void callsAreUsedAsNeededButNoMoreThanMayBe() {
        Tariff tariff = Tariff.asNeeded(6, 30);
        assertThat(tariff.target()).isEqualTo(3);
        tariff.at(START, 20);
        double before = tariff.at(START, 20).perCall();
        tariff.need("one", 1.5);
        tariff.need("two", 1);
        assertThat(tariff.target()).isEqualTo(1.5);
        assertThat(tariff.at(START, 20).perCall()).isCloseTo(4 * before, within(1e-9));
        tariff.need("two", 20);
        assertThat(tariff.target()).isEqualTo(6);
    }

    @Test
    void aRestartChangesNoPriceThatIsAimedAtTheSameDelay() {
        Tariff before = Tariff.asNeeded(6, 30);
        before.at(START, 20);
        before.need("one", 0.8);
        Price saved = before.at(START, 20);
        Tariff after = Tariff.asNeeded(6, 30);
        after.resume(saved);
        after.need("one", 0.8);
        assertThat(after.at(START, 20).perCall()).isCloseTo(saved.perCall(), within(1e-9));
    }
}
