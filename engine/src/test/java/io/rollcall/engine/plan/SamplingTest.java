package io.rollcall.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SamplingTest {

    private static final Instant NOW = Instant.parse("2026-03-20T12:34:56Z");
    private static final Instant SINCE = NOW.minus(Duration.ofDays(10));
    private static final Instant CLAIMED = NOW.minus(Duration.ofHours(3));
    private static final int DRAWS = 24_000;
    private static final Sampling SAMPLING = new Sampling(24);

    private static Situation situation(Coverage coverage, List<Window> setAside, Duration maxSpan, Duration retention) {
        DriftModel model = DriftModel.starting(SINCE, new LatenessPrior(Duration.ofMinutes(5), retention), 1000);
        return new Situation(model, coverage, setAside, SINCE, NOW, maxSpan, Price.starting(1, 30, 5, NOW));
    }

    private static Situation situation(Coverage coverage, List<Window> setAside) {
        return situation(coverage, setAside, Duration.ofHours(1), Duration.ofDays(30));
    }

    private static Coverage allRead() {
        return Coverage.NONE.swept(new Window(SINCE, NOW), NOW);
    }

    private static List<Window> draws(Situation situation) {
        List<Window> windows = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            SAMPLING.next(situation, CLAIMED, Optional.empty(), (draw + 0.5) / DRAWS)
                    .ifPresent(decision -> windows.add(((Plan.Look) decision.plan()).window()));
        }
        return windows;
    }

    @Test
    void eachInstantSaidToBeCompleteIsAsLikelyToBeReadAsAnyOther() {
        Window unread = new Window(SINCE.plus(Duration.ofHours(50)), SINCE.plus(Duration.ofHours(60)));
        Window setAside = new Window(SINCE.plus(Duration.ofHours(100)), SINCE.plus(Duration.ofMinutes(6020)));
        Coverage coverage =
                Coverage.NONE.swept(new Window(SINCE, unread.from()), NOW).swept(new Window(unread.to(), NOW), NOW);
        List<Window> windows = draws(situation(coverage, List.of(setAside)));
        assertThat(windows).hasSize(DRAWS).allSatisfy(window -> {
            assertThat(window.from()).isAfterOrEqualTo(SINCE);
            assertThat(window.to()).isBeforeOrEqualTo(CLAIMED);
            assertThat(window.intersection(unread)).isEmpty();
            assertThat(window.intersection(setAside)).isEmpty();
            assertThat(window.length()).isLessThanOrEqualTo(Duration.ofHours(1));
        });
        double hours = 10 * 24 - 3 - 10 - 1.0 / 3;
        for (Instant time = SINCE.plusSeconds(7); time.isBefore(CLAIMED); time = time.plus(Duration.ofMinutes(20))) {
            Instant instant = time;
            long hits = windows.stream().filter(each -> each.contains(instant)).count();
            boolean isOut = unread.contains(time) || setAside.contains(time);
            double length = windows.stream()
                            .filter(each -> each.contains(instant))
                            .map(Window::length)
                            .findFirst()
                            .orElse(Duration.ZERO)
                            .toSeconds()
                    / 3600.0;
            assertThat((double) hits).as("%s", time).isCloseTo(isOut ? 0 : DRAWS * length / hours, within(1.5));
        }
    }

    @Test
    void aWindowIsAsLongAsAPageIsLikelyToHoldAndOneQueryMayAskFor() {
        assertThat(draws(situation(allRead(), List.of(), Duration.ofMinutes(45), Duration.ofDays(30))))
                .allSatisfy(window -> assertThat(window.length()).isLessThanOrEqualTo(Duration.ofMinutes(30)))
                .anySatisfy(window -> assertThat(window.length()).isEqualTo(Duration.ofMinutes(30)));
        assertThat(draws(situation(allRead(), List.of(), Duration.ofDays(3), Duration.ofDays(30))))
                .as("an event a minute, a thousand on a page")
                .allSatisfy(window -> assertThat(window.length()).isLessThanOrEqualTo(Duration.ofHours(6)))
                .anySatisfy(window -> assertThat(window.length()).isEqualTo(Duration.ofHours(6)));
        assertThat(draws(situation(allRead(), List.of(), Duration.ofSeconds(20), Duration.ofDays(30))))
                .allSatisfy(window -> assertThat(window.length()).isLessThanOrEqualTo(Duration.ofSeconds(20)));
    }

    @Test
    void whatTheApiIsAboutToForgetIsLeftAlone() {
        Instant horizon = NOW.minus(Duration.ofHours(108));
        assertThat(draws(situation(allRead(), List.of(), Duration.ofHours(1), Duration.ofDays(5))))
                .isNotEmpty()
                .allSatisfy(window -> assertThat(window.from()).isAfterOrEqualTo(horizon));
    }

    @Test
    void samplesAreSpreadOverTheDay() {
        Situation situation = situation(allRead(), List.of());
        assertThat(next(situation, Duration.ofMinutes(59))).isEmpty();
        assertThat(next(situation, Duration.ofMinutes(60))).isPresent();
        assertThat(next(situation, Duration.ofMinutes(-1)))
                .as("taken by a clock that was ahead")
                .isPresent();
        assertThat(new Sampling(0).next(situation, CLAIMED, Optional.empty(), 0.5))
                .isEmpty();
        assertThat(SAMPLING.next(situation, SINCE, Optional.empty(), 0.5))
                .as("nothing is said to be complete")
                .isEmpty();
    }

    private static Optional<Decision> next(Situation situation, Duration sinceLast) {
        return SAMPLING.next(situation, CLAIMED, Optional.of(NOW.minus(sinceLast)), 0.5);
    }
}
