package io.rollcall.bench.drift;

import java.util.Locale;

/** How many events a simulated stream has, on average over the week. */
enum Volume {
    LOW(1),
    NORMAL(20),
    HIGH(200);

    private static final double SWING = 0.7;
    private static final double WEEKEND = 0.45;
    private static final double PEAK_HOUR = 14;
    private static final int MINUTES_PER_DAY = 1440;

    private final double perMinute;

    Volume(double perMinute) {
        this.perMinute = perMinute;
    }

    double perMinute() {
        return perMinute;
    }

    /** Events per minute at a time; day 0 is a Monday. */
    double at(double minute) {
        double day = minute / MINUTES_PER_DAY;
        boolean isWeekend = (int) Math.floor(day) % 7 >= 5;
        double hour = (day - Math.floor(day)) * 24;
        double swing = 1 + SWING * Math.cos((hour - PEAK_HOUR) / 24 * 2 * Math.PI);
        return perMinute * 7 / (5 + 2 * WEEKEND) * (isWeekend ? WEEKEND : 1) * swing;
    }

    /**
     * What polling at the best times of the week saves against polling evenly: the square of the mean root of the rate, divided by
     * the mean rate.
     */
    double rhythm() {
        double roots = 0;
        int minutes = 7 * MINUTES_PER_DAY;
        for (int minute = 0; minute < minutes; minute++) {
            roots += Math.sqrt(at(minute + 0.5)) / minutes;
        }
        return roots * roots / perMinute;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
