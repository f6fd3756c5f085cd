package io.rollcall.audit.layout;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What comes first in dates that are written with slashes or hyphens and the year last. With dots the day always does. */
public enum DateOrder {
    /** {@code 3/2/2026} is the second of March. */
    MONTH_FIRST("month/day/year", Pattern.compile("\\d{1,2}[/-](1[3-9]|2\\d|3[01])[/-]\\d{4}\\b.*")),
    /** {@code 3/2/2026} is the third of February. */
    DAY_FIRST("day/month/year", Pattern.compile("(1[3-9]|2\\d|3[01])[/-]\\d{1,2}[/-]\\d{4}\\b.*"));

    private static final Pattern EITHER = Pattern.compile("\\d{1,2}[/-]\\d{1,2}[/-]\\d{4}\\b.*");

    private final String words;
    private final Pattern shown;

    DateOrder(String words, Pattern shown) {
        this.words = words;
        this.shown = shown;
    }

    /** The order a user names, {@code month-first} or {@code day-first}; empty if it is neither. */
    public static Optional<DateOrder> named(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "month-first" -> Optional.of(MONTH_FIRST);
            case "day-first" -> Optional.of(DAY_FIRST);
            default -> Optional.empty();
        };
    }

    /** As a person names it. */
    String words() {
        return words;
    }

    /** The order that some dates show, since no month is above twelve; empty if they leave it open, or contradict each other. */
    static Optional<DateOrder> shownBy(List<String> dates) {
        boolean isMonthFirst = MONTH_FIRST.isShownBy(dates);
        boolean isDayFirst = DAY_FIRST.isShownBy(dates);
        return isMonthFirst == isDayFirst ? Optional.empty() : Optional.of(isDayFirst ? DAY_FIRST : MONTH_FIRST);
    }

    private boolean isShownBy(List<String> dates) {
        return dates.stream().anyMatch(date -> shown.matcher(date).matches());
    }

    /** Whether it matters for any of these. */
    static boolean mattersTo(List<String> dates) {
        return dates.stream().anyMatch(date -> EITHER.matcher(date).matches());
    }
}
