package io.rollcall.engine.time;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time as people read them. */
public final class Spans {

    private Spans() {}

    /** In the largest unit that fits, with at most one decimal, for example {@code 1.5 h}; exact below a minute to 0.1 s. */
    public static String words(Duration duration) {
        if (duration.isNegative()) {
            return "-" + words(duration.negated());
        }
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 60) {
            return number(seconds) + " s";
        }
        if (seconds < 3600) {
            return number(seconds / 60) + " min";
        }
        return seconds < 86_400 ? number(seconds / 3600) + " h" : number(seconds / 86_400) + " d";
    }

    private static String number(double value) {
        String written = String.format(Locale.ROOT, "%.1f", value);
        return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
    }
}
