package io.rollcall.engine.plan;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Minutes;
import io.rollcall.engine.drift.Waits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * What a way of planning comes to in the long run, if a stream goes on as its model has it: calls, and how long events wait
 * between becoming visible and being read. From how long they have waited so far, if that is known: with twice the calls half as
 * long. Otherwise from the law of lateness, which is too hopeful by a factor of up to four: it knows neither pages half filled nor
 * the rhythm of the week.
 */
public final class Outlook {

    private static final double STEPS_PER_OCTAVE = 4;
    private static final double YOUNGEST = 0.25;
    private static final double FILL = 0.97;
    private static final int BISECTIONS = 60;

    /** Nineteen events in twenty. */
    private static final double USUAL = 0.95;

    private final double callsPerMinute;
    private final double[] share;
    private final double[] interval;

    private Outlook(double callsPerMinute, double[] share, double[] interval) {
        this.callsPerMinute = callsPerMinute;
        this.share = share;
        this.interval = interval;
    }

    /** How often a class of ages is looked at, in minutes. */
    private interface Intervals {
        double at(double age);
    }

    /** The outlook of a fixed schedule. */
    public static Outlook of(DriftModel model, FixedSchedule schedule) {
        List<FixedSchedule.Tier> tiers = schedule.tiers();
        double calls = 0;
        double covered = 0;
        for (FixedSchedule.Tier tier : tiers) {
            double length = Minutes.of(tier.lookBack()) - covered;
            covered += length;
            double pages = model.eventsPerMinute() * length / model.pageSize();
            calls += Math.max(1, Math.ceil(pages)) / Minutes.of(tier.every());
        }
        return of(model, calls, age -> {
            for (FixedSchedule.Tier tier : tiers) {
                if (age <= Minutes.of(tier.lookBack())) {
                    return Minutes.of(tier.every());
                }
            }
            return Minutes.of(model.retention());
        });
    }

    /** The outlook of the adaptive planner with a number of calls per minute, or as few as it can do with if that is more. */
    public static Outlook of(DriftModel model, AdaptiveSettings settings, double callsPerMinute) {
        double low = -30;
        double high = 30;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (at(model, settings, Math.exp(middle)).callsPerMinute > callsPerMinute) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return at(model, settings, Math.exp(high));
    }

    /**
     * The outlook of the adaptive planner with a number of calls per minute, from what events have waited; empty if too few were found
     * to tell.
     *
     * @param use calls per minute of the rate scope lately
     * @param callsPerMinute of the rate scope
     */
    public static Optional<Outlook> measured(
            DriftModel model, AdaptiveSettings settings, double use, double callsPerMinute) {
        Waits waits = model.waits();
        return waits.isReliable() && use > 0
                ? Optional.of(scaled(waits, settings, use, callsPerMinute))
                : Optional.empty();
    }

    /** With so many calls in place of those used: twice as many halve the time between looks, within the bounds of the settings. */
    private static Outlook scaled(Waits waits, AdaptiveSettings settings, double use, double callsPerMinute) {
        double shortest = Minutes.of(settings.shortestPause());
        double[] interval = new double[waits.minutes().length];
        for (int i = 0; i < interval.length; i++) {
            double patience = settings.growth() * Math.max(Minutes.of(settings.youngest()), waits.age()[i]);
            double scaled = waits.minutes()[i] * use / callsPerMinute;
            interval[i] = Math.max(shortest, Math.min(scaled, patience));
        }
        return new Outlook(callsPerMinute, waits.share(), interval);
    }

    /** This outlook for a stream with such a part in the calls. */
    public Outlook sharing(double calls) {
        return new Outlook(calls, share, interval);
    }

    /**
     * Calls per minute of the rate scope with which nineteen events in twenty wait no longer than a delay, from what they have waited;
     * empty if too few were found to tell, or no number of calls does.
     *
     * @param use calls per minute of the rate scope lately
     */
    public static OptionalDouble measuredCallsFor(
            DriftModel model, AdaptiveSettings settings, double use, Duration delayP95) {
        Waits waits = model.waits();
        return waits.isReliable() && use > 0
                ? fewest(-12, 12, delayP95, calls -> scaled(waits, settings, use, Math.exp(calls)))
                : OptionalDouble.empty();
    }

    /** The fewest calls per minute with which nineteen events in twenty wait no longer than a delay, by the law; empty if no number does. */
    public static OptionalDouble callsFor(DriftModel model, AdaptiveSettings settings, Duration delayP95) {
        return fewest(-30, 30, delayP95, cheapness -> at(model, settings, Math.exp(-cheapness)));
    }

    /**
     * The calls of the first outlook in which nineteen events in twenty wait no longer than a delay; empty if there is none.
     *
     * @param outlook with the more calls and the less delay, the larger its argument
     */
    private static OptionalDouble fewest(
            double least, double most, Duration delayP95, DoubleFunction<Outlook> outlook) {
        double low = least;
        double high = most;
        if (outlook.apply(high).delay(USUAL).compareTo(delayP95) > 0) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (outlook.apply(middle).delay(USUAL).compareTo(delayP95) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of(outlook.apply(high).callsPerMinute);
    }

    /** The outlook at a price: the square-root law, within the bounds the settings put on it. */
    private static Outlook at(DriftModel model, AdaptiveSettings settings, double price) {
        double shortest = Minutes.of(settings.shortestPause());
        double longest = Minutes.of(settings.longestPause());
        double page = FILL * model.pageSize() / Math.max(model.eventsPerMinute(), 1e-9);
        Intervals free = age -> {
            double hazard = model.law().hazard(age);
            double worth = hazard > 0 ? Math.sqrt(2 * price / (model.pageSize() * hazard)) : Double.MAX_VALUE;
            double patience = settings.growth() * Math.max(Minutes.of(settings.youngest()), age);
            return Math.max(shortest, Math.min(worth, patience));
        };
        double newest = Math.max(shortest, Math.min(longest, headInterval(model, page, price)));
        Intervals intervals = age -> age <= page ? Math.min(newest, free.at(age)) : free.at(age);
        double calls = 1 / newest;
        double[] ages = ages(model);
        for (int i = 0; i + 1 < ages.length; i++) {
            double from = Math.max(page, ages[i]);
            if (from < ages[i + 1]) {
                double middle = (from + ages[i + 1]) / 2;
                double records = model.eventsPerMinute() * model.law().seen(middle) * (ages[i + 1] - from);
                calls += records / model.pageSize() / intervals.at(middle);
            }
        }
        return of(model, calls, age -> age <= page ? newest : intervals.at(age));
    }

    /** How often one page of the newest events is worth a call: when the delay piled up in it is worth the price. */
    private static double headInterval(DriftModel model, double page, double price) {
        double perMinute = model.eventsPerMinute() * model.law().seen(page);
        return perMinute > 0 ? Math.sqrt(2 * price / perMinute) : Double.MAX_VALUE;
    }

    private static Outlook of(DriftModel model, double calls, Intervals intervals) {
        double[] ages = ages(model);
        double[] share = new double[ages.length - 1];
        double[] interval = new double[ages.length - 1];
        for (int i = 0; i < share.length; i++) {
            share[i] = model.law().seen(ages[i + 1]) - (i == 0 ? 0 : model.law().seen(ages[i]));
            interval[i] = intervals.at((ages[i] + ages[i + 1]) / 2);
        }
        return new Outlook(calls, share, interval);
    }

    private static double[] ages(DriftModel model) {
        double retention = Minutes.of(model.retention());
        int steps = (int) Math.ceil(STEPS_PER_OCTAVE * Math.log(retention / YOUNGEST) / Math.log(2));
        double[] ages = new double[Math.max(1, steps) + 2];
        for (int i = 1; i < ages.length; i++) {
            ages[i] = Math.min(retention, YOUNGEST * Math.pow(2, (i - 1) / STEPS_PER_OCTAVE));
        }
        return ages;
    }

    public double callsPerMinute() {
        return callsPerMinute;
    }

    /** How long a share of the events waits at most. */
    public Duration delay(double ofEvents) {
        double low = 0;
        double high = Arrays.stream(interval).max().orElse(0);
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (within(middle) < ofEvents) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Minutes.toDuration(high);
    }

    /** The share of events that wait no longer than so many minutes: within an interval, any wait is as likely as any other. */
    private double within(double minutes) {
        double sum = 0;
        for (int i = 0; i < share.length; i++) {
            sum += share[i] * Math.min(1, minutes / interval[i]);
        }
        return sum;
    }
}
