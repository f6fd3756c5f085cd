package io.rollcall.sim.drift;

import io.rollcall.sim.random.Draws;
import java.time.Duration;

/** Building blocks of lateness. */
final class LatenessLaws {
    private static final double NORMAL_QUANTILE_95 = 1.6448536269514722;

    private LatenessLaws() {}

    /** Log-normal with nine tenths of its mass between the two bounds. */
    static LatenessLaw lognormal(Duration fifthPercentile, Duration ninetyFifthPercentile) {
        double low = StrictMath.log(seconds(fifthPercentile));
        double high = StrictMath.log(seconds(ninetyFifthPercentile));
        double mean = (low + high) / 2;
        double deviation = (high - low) / (2 * NORMAL_QUANTILE_95);
        return (sinceStart, draws) -> ofSeconds(StrictMath.exp(mean + deviation * draws.gaussian()));
    }

    /** Power law from {@code least}, cut off at {@code most}. */
    static LatenessLaw pareto(double index, Duration least, Duration most) {
        double ratio = StrictMath.pow(seconds(least) / seconds(most), index);
        return (sinceStart, draws) ->
                ofSeconds(seconds(least) * StrictMath.pow(1 - draws.uniform() * (1 - ratio), -1 / index));
    }

    static LatenessLaw exponential(Duration mean) {
        return (sinceStart, draws) -> ofSeconds(seconds(mean) * draws.exponential());
    }

    static LatenessLaw uniform(Duration most) {
        return (sinceStart, draws) -> ofSeconds(seconds(most) * draws.uniform());
    }

    /** The rare law for that share of the events, the usual law for the others. */
    static LatenessLaw mixture(double rareShare, LatenessLaw rare, LatenessLaw usual) {
        return (sinceStart, draws) ->
                draws.chance(rareShare) ? rare.of(sinceStart, draws) : usual.of(sinceStart, draws);
    }

    /** Lateness multiplied by a factor that depends on when the event happened. */
    static LatenessLaw stretched(LatenessLaw law, LoadProfile factor) {
        return (sinceStart, draws) -> ofSeconds(seconds(law.of(sinceStart, draws)) * factor.at(sinceStart));
    }

    /** Nothing becomes visible during the silence; afterwards all of it comes at once, some of it as stragglers. */
    static LatenessLaw silenced(LatenessLaw law, Silence silence) {
        return (sinceStart, draws) -> {
            Duration lateness = law.of(sinceStart, draws);
            Duration shown = sinceStart.plus(lateness);
            if (!silence.contains(shown)) {
                return lateness;
            }
            Duration afterwards = silence.delayAfterwards(draws);
            return silence.end().plus(afterwards).minus(sinceStart);
        };
    }

    /** Events of a stretch of time, withheld until it is over and shown within moments of each other. */
    static LatenessLaw withheld(LatenessLaw law, Duration from, Duration length, Duration shownFrom) {
        return (sinceStart, draws) -> {
            boolean held = sinceStart.compareTo(from) >= 0 && sinceStart.compareTo(from.plus(length)) < 0;
            return held
                    ? shownFrom.minus(sinceStart).plus(ofSeconds(120 * draws.uniform()))
                    : law.of(sinceStart, draws);
        };
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    static Duration ofSeconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    /**
     * Stretch of time in which the API shows nothing new.
     *
     * @param flood time over which the withheld events appear afterwards
     * @param stragglerShare share of withheld events that come later still
     */
    record Silence(Duration begin, Duration end, Duration flood, double stragglerShare, Duration stragglerMean) {
        boolean contains(Duration sinceStart) {
            return sinceStart.compareTo(begin) >= 0 && sinceStart.compareTo(end) < 0;
        }

        Duration delayAfterwards(Draws draws) {
            return draws.chance(stragglerShare)
                    ? exponential(stragglerMean).of(end, draws)
                    : uniform(flood).of(end, draws);
        }
    }
}
