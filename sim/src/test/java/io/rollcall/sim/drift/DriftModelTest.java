package io.rollcall.sim.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.sim.random.Draws;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DriftModelTest {
    private static final int EVENTS = 20_000;
    private static final long SEED = 42;

    @ParameterizedTest
    @MethodSource("io.rollcall.sim.drift.DriftModel#names")
    void everyModelIsFoundByItsNameAndIsNeverEarly(String name) {
        DriftModel model = DriftModel.named(name);
        assertThat(model.name()).isEqualTo(name);
        for (long minute = -60; minute < 60 * 24 * 10; minute += 7) {
            Duration lateness = model.latenessOf(Duration.ofMinutes(minute), Draws.of(SEED, minute));
            assertThat(lateness).as("seed %d, minute %d", SEED, minute).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(model.load().at(Duration.ofMinutes(minute))).isBetween(0.0, model.highestLoad());
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> DriftModel.named("sideways"))
                .hasMessageContaining("'sideways'")
                .hasMessageContaining("none, steady, bimodal, pareto, outage, surge, flood");
    }

    @Test
    void steadyLatenessIsNineTimesInTenBetween2And15Minutes() {
        assertThat(share("steady", Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(15)))
                .isBetween(0.89, 0.91);
    }

    @Test
    void bimodalLatenessHasASecondHillAroundTwoHours() {
        assertThat(share("bimodal", Duration.ZERO, Duration.ofMinutes(60), Duration.ofHours(4)))
                .isBetween(0.13, 0.17);
    }

    @Test
    void paretoLatenessHasTheTailOfItsIndex() {
        Duration most = Duration.ofDays(21);
        assertThat(share("pareto", Duration.ZERO, Duration.ofMinutes(2), most.plusSeconds(1)))
                .isEqualTo(1);
        double expected = Math.pow(2.0 / (6 * 60), 0.8);
        assertThat(share("pareto", Duration.ZERO, Duration.ofHours(6), most)).isBetween(expected * 0.7, expected * 1.3);
    }

    @Test
    void nothingBecomesVisibleInAnOutageAndMostOfItSoonAfter() {
        Duration begin = Duration.ofHours(2);
        Duration end = Duration.ofHours(8);
        DriftModel model = DriftModel.named("outage");
        long soon = 0;
        for (int index = 0; index < EVENTS; index++) {
            Duration happened = begin.plusMillis(index * 6L * 3_600_000 / EVENTS);
            Duration shown = happened.plus(model.latenessOf(happened, Draws.of(SEED, index)));
            assertThat(shown).as("seed %d, event %d", SEED, index).isGreaterThanOrEqualTo(end);
            soon += shown.compareTo(end.plusMinutes(31)) <= 0 ? 1 : 0;
        }
        assertThat((double) soon / EVENTS).isBetween(0.93, 0.99);
    }

    @Test
    void aSurgeBringsTenfoldLoadFourfoldLatenessAndLaterATrebledOne() {
        DriftModel model = DriftModel.named("surge");
        assertThat(model.load().at(Duration.ofHours(7))).isEqualTo(10);
        assertThat(model.load().at(Duration.ofHours(11))).isEqualTo(1);
        double usual = median("surge", Duration.ofHours(1));
        assertThat(median("surge", Duration.ofHours(7)) / usual).isBetween(3.8, 4.2);
        assertThat(median("surge", Duration.ofDays(9)) / usual).isBetween(2.8, 3.2);
    }

    @Test
    void aFloodShowsAnHourOfEventsWithinTwoMinutes() {
        assertThat(share(
                        "flood",
                        Duration.ofHours(3),
                        Duration.ofHours(6),
                        Duration.ofHours(6).plusMinutes(2)))
                .isEqualTo(1);
    }

    private static double share(String name, Duration happened, Duration from, Duration until) {
        long inside = lateness(name, happened)
                .filter(millis -> millis >= from.toMillis() && millis <= until.toMillis())
                .count();
        return (double) inside / EVENTS;
    }

    private static double median(String name, Duration happened) {
        return lateness(name, happened).sorted().skip(EVENTS / 2).findFirst().orElseThrow();
    }

    private static LongStream lateness(String name, Duration happened) {
        DriftModel model = DriftModel.named(name);
        return LongStream.range(0, EVENTS)
                .map(index -> model.latenessOf(happened, Draws.of(SEED, index)).toMillis());
    }
}
