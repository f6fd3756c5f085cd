package io.rollcall.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.LateEvents;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.drift.Minutes;
import io.rollcall.engine.drift.Timeline;
import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptivePlannerTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration MAX_SPAN = Duration.ofDays(1);

    private final Planner planner = new AdaptivePlanner(AdaptiveSettings.standard(), new ExpectedDelay());

    private static DriftModel fresh() {
        return DriftModel.starting(START, new LatenessPrior(Duration.ofMinutes(5), RETENTION), 1000);
    }

    private Decision decide(DriftModel model, Instant now, Price price) {
        return planner.next(new Situation(model, Coverage.NONE, List.of(), START, now, MAX_SPAN, price));
    }

    private List<Decision> plan(long seed) {
        LateEvents events = new LateEvents(START, 5, Duration.ofDays(2), seed);
        List<Decision> decisions = new ArrayList<>();
        DriftModel model = fresh();
        Price price = Price.starting(1, 30, 5, START);
        Instant now = START.plusSeconds(60);
        for (int i = 0; i < 2000; i++) {
            model = model.at(now);
            Decision decision = decide(model, now, price.at(now));
            decisions.add(decision);
            Instant asked = now;
            DriftModel known = model;
            model = decision.plan().fold(look -> events.read(known, look.window(), asked), rest -> known);
            now = decision.plan().fold(look -> asked.plusSeconds(1), Plan.Rest::until);
        }
        return decisions;
    }

    @Test
    void equalInputsGiveEqualPlans() {
        assertThat(plan(7)).isEqualTo(plan(7));
    }

    @Test
    void theNewestEventsAreAskedForFirstAndAtOnce() {
        Instant now = START.plusSeconds(60);
        Plan plan =
                decide(fresh().at(now), now, Price.starting(1, 30, 5, START)).plan();
        assertThat(plan).isEqualTo(new Plan.Look(new Window(START, now), Plan.Reason.FRESH));
    }

    @Test
    void aRestIsNeverLongerThanTheNewestEventsMayWait() {
        List<Decision> decisions = plan(11);
        assertThat(decisions)
                .allSatisfy(
                        decision -> assertThat(decision.motive().explanation()).isNotBlank())
                .noneSatisfy(decision -> assertThat(decision.motive())
                        .isInstanceOfSatisfying(
                                Motive.Patience.class,
                                patience -> assertThat(patience.until()).isGreaterThan(Duration.ofMinutes(4))));
    }

    /** Each decision costs processor time, for a thousand streams a thousand times. */
    @Test
    void aRestMostlyEndsWhereSomethingIsWorthReading() {
        List<Decision> decisions = plan(13);
        long looks = decisions.stream()
                .filter(decision -> decision.plan() instanceof Plan.Look)
                .count();
        assertThat(decisions.size()).isLessThan((int) (3 * looks));
    }

    @Test
    void whatIsSetAsideIsLeftAlone() {
        Instant now = START.plus(Duration.ofHours(3));
        Window aside = new Window(now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1)));
        LateEvents events = new LateEvents(START, 5, Duration.ofDays(2), 1);
        DriftModel model = fresh().at(now);
        for (int i = 0; i < 300; i++) {
            Price price = Price.starting(1, 30, 5, now);
            Instant asked = now;
            DriftModel known = model.at(now);
            Plan plan = planner.next(new Situation(known, Coverage.NONE, List.of(aside), START, now, MAX_SPAN, price))
                    .plan();
            model = plan.fold(
                    look -> {
                        assertThat(look.window().intersection(aside)).isEmpty();
                        return events.read(known, look.window(), asked);
                    },
                    rest -> known);
            now = plan.fold(look -> asked.plusSeconds(2), Plan.Rest::until);
        }
    }

    /** Whatever the world does and however often we are down, as long as calls are to be had. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void noWindowWaitsLongerThanOneAndAHalfTimesItsAge(int seed) {
        Random random = new Random(seed);
        LateEvents events = new LateEvents(START, 1 + random.nextInt(8), Duration.ofDays(9), seed, 0.05);
        Price price = Price.starting(0.2 + random.nextDouble(), 30, 5, START);
        DriftModel model = fresh();
        Instant now = START.plusSeconds(60);
        Instant settledAt = now;
        while (now.isBefore(START.plus(Duration.ofDays(8)))) {
            if (random.nextInt(4000) == 0) {
                now = now.plusSeconds(random.nextInt(40_000));
                settledAt = now.plusSeconds(1800);
            }
            model = model.at(now);
            if (now.isAfter(settledAt)) {
                check(model.timeline(), now, seed);
            }
            Decision decision = decide(model, now, price.at(now));
            Instant asked = now;
            DriftModel known = model;
            boolean isLost = random.nextInt(100) == 0;
            model = decision.plan()
                    .fold(look -> isLost ? known : events.read(known, look.window(), asked), rest -> known);
            now = decision.plan().fold(look -> asked.plusSeconds(2), Plan.Rest::until);
            price = decision.plan().fold(look -> 1, rest -> 0) > 0
                    ? price.spent(1, look(decision) == Plan.Reason.GAP, now)
                    : price.at(now);
        }
    }

    private static Plan.Reason look(Decision decision) {
        return decision.motive().reason();
    }

    private static void check(Timeline timeline, Instant now, int seed) {
        for (int cell = 0; cell < timeline.size(); cell++) {
            if (timeline.isRead(cell)) {
                double waited = Minutes.between(timeline.lookedAt(cell), now.toEpochMilli());
                double age = Math.max(30, Minutes.between(timeline.to(cell), timeline.lookedAt(cell)));
                if (waited > 1.5 * age) {
                    throw new AssertionError("seed " + seed + ", " + now + ": " + waited + " minutes at " + age);
                }
            }
        }
    }
}
