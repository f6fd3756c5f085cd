package io.rollcall.engine.drift;

import java.util.Arrays;

/**
 * How many events a stream has per minute in each hour of the week (UTC), on average over the last few weeks. Immutable.
 *
 * @param events per hour of the week
 * @param minutes how much time they are from
 */
record Rhythm(double[] events, double[] minutes) {

    private static final int HOURS = 168;
    private static final long HOUR = 60 * Timeline.MINUTE;

    /** Hour 0 of the epoch was the first of a Thursday; weeks begin on Mondays. */
    private static final int EPOCH_HOUR = 3 * 24;

    /** Of an hour of the week, so many minutes are remembered: two and a half weeks. */
    private static final double MEMORY = 150;

    /** An hour of the week counts as known after so many minutes. */
    private static final double ENOUGH = 45;

    Rhythm {
        if (events.length != HOURS || minutes.length != HOURS) {
            throw new IllegalArgumentException("a week has " + HOURS + " hours");
        }
    }

    static Rhythm unknown() {
        return new Rhythm(new double[HOURS], new double[HOURS]);
    }

    /** This rhythm with a stretch of at most an hour. */
    Rhythm with(long at, double moreEvents, double moreMinutes) {
        int hour = hourOfWeek(at);
        double keep = Math.max(0, 1 - moreMinutes / MEMORY);
        double[] newEvents = events.clone();
        double[] newMinutes = minutes.clone();
        newEvents[hour] = newEvents[hour] * keep + moreEvents;
        newMinutes[hour] = newMinutes[hour] * keep + moreMinutes;
        return new Rhythm(newEvents, newMinutes);
    }

    /** Events per minute over the whole week; zero if nothing is known. */
    double mean() {
        double time = Arrays.stream(minutes).sum();
        return time > 0 ? Arrays.stream(events).sum() / time : 0;
    }

    /** Whether this hour of the week was seen before. */
    boolean knows(long at) {
        return minutes[hourOfWeek(at)] >= ENOUGH;
    }

    /** Events per minute to be expected at a time; the mean where that hour of the week is not known. */
    double at(long at) {
        int hour = hourOfWeek(at);
        return knows(at) ? events[hour] / minutes[hour] : mean();
    }

    private static int hourOfWeek(long at) {
        return (int) Math.floorMod(Math.floorDiv(at, HOUR) + EPOCH_HOUR, (long) HOURS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rhythm that
                && Arrays.equals(events, that.events)
                && Arrays.equals(minutes, that.minutes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(events);
    }

    @Override
    public String toString() {
        return "Rhythm[mean=" + mean() + "]";
    }
}
