package io.rollcall.audit.layout;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reader of dates with a time of day in the forms of English, continental and Asian calendars, in numbers or with the name of the
 * month: {@code 3/2/2026, 9:41:07 AM}, {@code 02.03.2026 09:41:07}, {@code 2026/3/2 9:41}, {@code Mar 2, 2026 @ 09:41:07.123},
 * {@code 2. März 2026 09:41}.
 *
 * @param zone of times that name none
 * @param order of dates in numbers with the year last
 */
record DateText(ZoneId zone, DateOrder order) {

    private static final String CLOCK = "(?:,? at|,? um|,| @)? *\\b(?<hour>\\d{1,2}):(?<minute>\\d{2})"
            + "(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?(?: ?(?<half>[AaPp])\\.?[Mm]\\.?)?"
            + "(?: ?(?<zone>Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?";
    private static final Pattern YEAR_LAST =
            Pattern.compile("(?<one>\\d{1,2})(?<mark>[/.-])(?<other>\\d{1,2})[/.-](?<year>\\d{4})" + CLOCK);
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<year>\\d{4})[/.](?<month>\\d{1,2})[/.](?<day>\\d{1,2})" + CLOCK);
    private static final Pattern NAME_FIRST =
            Pattern.compile("(?:\\p{L}{2,10},? )?(?<name>\\p{L}{3,9})\\.? (?<day>\\d{1,2}),? (?<year>\\d{4})" + CLOCK);
    private static final Pattern DAY_AND_NAME = Pattern.compile(
            "(?<day>\\d{1,2})\\.?[ -](?:de )?(?<name>\\p{L}{3,10})\\.?,?[ -](?:de )?(?<year>\\d{4})" + CLOCK);
    private static final Map<String, Month> MONTHS = months();

    Optional<Instant> read(String text) {
        try {
            Matcher found = YEAR_LAST.matcher(text);
            if (found.matches()) {
                boolean isDayFirst =
                        order == DateOrder.DAY_FIRST || found.group("mark").equals(".");
                int one = number(found, "one");
                int other = number(found, "other");
                return Optional.of(instant(found, isDayFirst ? other : one, isDayFirst ? one : other));
            }
            found = YEAR_FIRST.matcher(text);
            if (found.matches()) {
                return Optional.of(instant(found, number(found, "month"), number(found, "day")));
            }
            found = Character.isDigit(text.charAt(0)) ? DAY_AND_NAME.matcher(text) : NAME_FIRST.matcher(text);
            Month month = found.matches() ? MONTHS.get(found.group("name").toLowerCase(Locale.ROOT)) : null;
            return month == null
                    ? Optional.empty()
                    : Optional.of(instant(found, month.getValue(), number(found, "day")));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private Instant instant(Matcher found, int month, int day) {
        return LocalDateTime.of(
                        number(found, "year"),
                        month,
                        day,
                        hour(number(found, "hour"), found.group("half")),
                        number(found, "minute"),
                        found.group("second") == null ? 0 : number(found, "second"),
                        nanos(found.group("fraction")))
                .atZone(zone(found.group("zone")))
                .toInstant();
    }

    private static int number(Matcher found, String group) {
        return Integer.parseInt(found.group(group));
    }

    private static int hour(int written, @Nullable String half) {
        return half == null ? written : written % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private ZoneId zone(@Nullable String written) {
        return written == null ? zone : Character.isLetter(written.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(written);
    }

    /** By their names and short names in some languages; those that mean another month elsewhere are left out. */
    private static Map<String, Month> months() {
        Map<String, Month> months = new HashMap<>();
        Map<String, Month> doubtful = new HashMap<>();
        for (String language : List.of("en", "de", "fr", "es", "it", "pt", "nl")) {
            Locale locale = Locale.forLanguageTag(language);
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                    String name = month.getDisplayName(style, locale)
                            .toLowerCase(locale)
                            .replace(".", "");
                    Month before = months.putIfAbsent(name, month);
                    if (before != null && before != month) {
                        doubtful.put(name, month);
                    }
                }
            }
        }
        months.keySet().removeAll(doubtful.keySet());
        return Map.copyOf(months);
    }
}
