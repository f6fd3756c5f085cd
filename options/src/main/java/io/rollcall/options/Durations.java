package io.rollcall.options;

import io.rollcall.options.Type.BadValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 30d}, or ISO-8601. Never negative. */
public final class Durations {

    static final String PATTERN = "^([0-9]+(ms|s|m|h|d) ?)+$|^P.*$";

    private static final Pattern PART = Pattern.compile("([0-9]+) ?(ms|s|m|h|d)(?: |(?=[0-9])|$)");

    private Durations() {}

    /** Reads a duration. */
    public static Duration parse(String text) throws BadValue {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        try {
            Duration duration = trimmed.startsWith("p") ? Duration.parse(trimmed) : parseParts(trimmed);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new BadValue("must be a duration such as 30s, 5m, 1h30m, 7d or PT5M");
        }
        throw new BadValue("must not be negative");
    }

    private static Duration parseParts(String text) throws BadValue {
        Matcher matcher = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            sum = sum.plus(part(Long.parseLong(matcher.group(1)), matcher.group(2)));
            end = matcher.end();
        }
        if (text.isEmpty() || end < text.length()) {
            throw new BadValue("must be a duration such as 30s, 5m, 1h30m, 7d or PT5M");
        }
        return sum;
    }

    private static Duration part(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Writes a duration in the shortest of the forms that {@link #parse} reads, for example {@code 1h30m}. */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }
}
