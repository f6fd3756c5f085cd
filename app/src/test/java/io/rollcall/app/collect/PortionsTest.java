package io.rollcall.app.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.budget.RateScope;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A limit of four requests that four streams share, and one of two that is another stream's. */
final class PortionsTest {

    private static final RateScope FOUR = new RateScope("four", 4, Duration.ofSeconds(10));
    private static final RateScope TWO = new RateScope("two", 2, Duration.ofSeconds(10));
    private static final List<StreamId> STREAMS = List.of(stream("a"), stream("b"), stream("c"), stream("d"));
    private static final StreamId LONE = stream("lone");

    private final Budgets budgets = new Budgets(new ManualClock(Instant.parse("2026-03-01T00:00:00Z")));
    private final Portions portions = new Portions(budgets);
    private final Tariff tariff = new Tariff(8, 24);

    private static StreamId stream(String name) {
        return new StreamId("entra-signins", "contoso", name);
    }

    @BeforeEach
    void begin() {
        STREAMS.forEach(stream -> portions.add(stream, FOUR, tariff));
        portions.add(LONE, TWO, new Tariff(1, 12));
    }

    private int requests(RateScope scope) {
        int requests = 0;
        while (budgets.of(scope).tryAcquire().isPresent()) {
            requests++;
        }
        return requests;
    }

    @Test
    void whoIsAloneHasAll() {
        portions.reckon(Set.<StreamId>of()::contains);
        assertThat(tariff.target()).isEqualTo(8);
        assertThat(requests(FOUR)).isEqualTo(4);
    }

    @Test
    void theMoreStreamsOthersHaveTheMoreIsLeftToThem() {
        portions.reckon(Set.of(STREAMS.get(0), STREAMS.get(2))::contains);
        assertThat(tariff.target()).isEqualTo(4);
        assertThat(requests(FOUR)).isEqualTo(2);
        assertThat(requests(TWO)).isEqualTo(2);
    }

    @Test
    void whoTakesOverHasAllAgain() {
        portions.reckon(Set.of(STREAMS.get(0), STREAMS.get(1), STREAMS.get(2), LONE)::contains);
        portions.reckon(Set.<StreamId>of()::contains);
        assertThat(tariff.target()).isEqualTo(8);
        assertThat(requests(FOUR)).isEqualTo(4);
        assertThat(requests(TWO)).isEqualTo(2);
    }

    @Test
    void whoStandsByForAllKeepsAPartToBeginWith() {
        portions.reckon(stream -> true);
        assertThat(tariff.target()).isEqualTo(8);
    }
}
