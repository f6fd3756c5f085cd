package io.rollcall.sim.drift;

import io.rollcall.sim.drift.LatenessLaws.Silence;
import java.time.Duration;
import java.util.List;

/** The named models. */
final class DriftModels {
    private static final Duration DAY = Duration.ofDays(1);

    private DriftModels() {}

    static List<DriftModel> catalogue() {
        return List.of(none(), steady(), bimodal(), pareto(), outage(), surge(), flood(), stragglers());
    }

    /** Everything is visible at once. */
    private static DriftModel none() {
        return DriftModel.of("none", (sinceStart, draws) -> Duration.ZERO);
    }

    /** Nine in ten events after 2 to 15 minutes. */
    private static DriftModel steady() {
        return DriftModel.of("steady", steadyLaw());
    }

    /** Steady, but 15 % of the events around two hours late. */
    private static DriftModel bimodal() {
        return DriftModel.of("bimodal", LatenessLaws.mixture(0.15, around(Duration.ofHours(2)), steadyLaw()));
    }

    /** Heavy tail from 2 minutes to 3 weeks. */
    private static DriftModel pareto() {
        return DriftModel.of("pareto", LatenessLaws.pareto(0.8, Duration.ofMinutes(2), Duration.ofDays(21)));
    }

    /** Steady, but from hour 2, and again from day 5, nothing new for six hours and then a flood. */
    private static DriftModel outage() {
        LatenessLaw once = LatenessLaws.silenced(steadyLaw(), silence(Duration.ofHours(2)));
        return DriftModel.of("outage", LatenessLaws.silenced(once, silence(Duration.ofDays(5))));
    }

    /** Tenfold load with fourfold lateness for four hours, twice; from day 9 all lateness trebled; 1 % around 5 hours. */
    private static DriftModel surge() {
        LoadProfile lateness = since -> (inSurge(since) ? 4 : 1) * (since.compareTo(Duration.ofDays(9)) >= 0 ? 3 : 1);
        LatenessLaw mixed = LatenessLaws.mixture(0.01, around(Duration.ofHours(5)), steadyLaw());
        return new DriftModel("surge", LatenessLaws.stretched(mixed, lateness), since -> inSurge(since) ? 10 : 1, 10);
    }

    /** Steady, but the events of hour 3 all appear together, at hour 9. */
    private static DriftModel flood() {
        return DriftModel.of(
                "flood",
                LatenessLaws.withheld(steadyLaw(), Duration.ofHours(3), Duration.ofHours(1), Duration.ofHours(9)));
    }

    /** Steady, but one event in a hundred anywhere up to a week late. */
    private static DriftModel stragglers() {
        return DriftModel.of(
                "stragglers", LatenessLaws.mixture(0.01, LatenessLaws.uniform(DAY.multipliedBy(7)), steadyLaw()));
    }

    private static LatenessLaw steadyLaw() {
        return LatenessLaws.lognormal(Duration.ofMinutes(2), Duration.ofMinutes(15));
    }

    private static LatenessLaw around(Duration middle) {
        return LatenessLaws.lognormal(
                middle.multipliedBy(2).dividedBy(3), middle.multipliedBy(3).dividedBy(2));
    }

    private static Silence silence(Duration begin) {
        return new Silence(begin, begin.plusHours(6), Duration.ofMinutes(30), 0.02, Duration.ofHours(4));
    }

    private static boolean inSurge(Duration sinceStart) {
        return within(sinceStart, Duration.ofHours(6)) || within(sinceStart, Duration.ofHours(54));
    }

    private static boolean within(Duration sinceStart, Duration begin) {
        return sinceStart.compareTo(begin) >= 0 && sinceStart.compareTo(begin.plusHours(4)) < 0;
    }
}
