package io.rollcall.audit.layout;

import io.rollcall.engine.time.IsoInstants;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reader of instants as exports write them: ISO-8601, seconds to nanoseconds since 1970, dates of the English and continental
 * forms ({@code 3/2/2026, 9:41:07 AM}, {@code 02.03.2026 09:41:07}), Kibana's ({@code Mar 2, 2026 @ 09:41:07.123}) and mail's.
 *
 * @param zone of times that name none
 * @param isDayFirst whether 3/2/2026 is in February; with dots the day always comes first
 */
record TimeText(ZoneId zone, boolean isDayFirst) {

    /** UTC, and the month first. */
    static final TimeText USUAL = new TimeText(ZoneOffset.UTC, false);

    private static final Pattern DATE = Pattern.compile(
            "(\\d{1,2})([/.-])(\\d{1,2})[/.-](\\d{4})[,]? +(\\d{1,2}):(\\d{2})"
                    + "(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?: ?([AaPp])\\.?[Mm]\\.?)?(?: ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?");
    private static final Pattern KIBANA =
            Pattern.compile("([A-Z][a-z]{2}) (\\d{1,2}), (\\d{4}) @ (\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int MAX_LENGTH = 48;

    TimeText {
        zone = zone.normalized();
    }

    /** Seconds since 1970, rounded down; empty if it is no time. */
    OptionalLong second(String written) {
        long utc = UtcSecond.of(written);
        if (utc != UtcSecond.OTHER) {
            return OptionalLong.of(utc);
        }
        Optional<Instant> read = read(written);
        return read.isPresent() ? OptionalLong.of(read.get().getEpochSecond()) : OptionalLong.empty();
    }

    Optional<Instant> read(String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        char first = text.charAt(0);
        if (first >= '0' && first <= '9') {
            Optional<Instant> iso = text.length() > 9 && text.charAt(4) == '-' ? iso(text) : epoch(text);
            return iso.isPresent() ? iso : date(text.replace('\u202f', ' ').replace('\u00a0', ' '));
        }
        return text.indexOf('@') > 0 ? kibana(text) : mail(text);
    }

    private Optional<Instant> iso(String text) {
        String named =
                text.endsWith(" UTC") || text.endsWith(" GMT") ? text.substring(0, text.length() - 4) + "Z" : text;
        Optional<Instant> inUtc = IsoInstants.parse(named.replace(',', '.'));
        if (zone.equals(ZoneOffset.UTC) || namesZone(named)) {
            return inUtc;
        }
        return inUtc.map(instant ->
                LocalDateTime.ofInstant(instant, ZoneOffset.UTC).atZone(zone).toInstant());
    }

    /** Whether a time that can be read names no zone, and is not counted from a point in time. */
    boolean isZoneless(String written) {
        String text = written.strip();
        boolean isCounted = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        boolean namesZone = text.matches(".*(Z|z|UTC|GMT|[+-]\\d{2}:?\\d{2})") && text.indexOf(':') > 0;
        return !isCounted && !namesZone && read(text).isPresent();
    }

    private static boolean namesZone(String iso) {
        char last = iso.charAt(iso.length() - 1);
        int time = iso.indexOf(':');
        return last == 'Z' || last == 'z' || (time > 0 && (iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0));
    }

    private static Optional<Instant> epoch(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        if (whole.length() < 9 || whole.length() > 19 || !whole.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(whole);
            long perSecond = whole.length() <= 11
                    ? 1
                    : whole.length() <= 14 ? 1000 : whole.length() <= 17 ? 1_000_000 : 1_000_000_000;
            return Optional.of(
                    Instant.ofEpochSecond(number / perSecond, number % perSecond * (1_000_000_000 / perSecond)));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private Optional<Instant> date(String text) {
        Matcher found = DATE.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(found.group(1));
        int second = Integer.parseInt(found.group(3));
        boolean dayFirst = isDayFirst || found.group(2).equals(".") || first > 12;
        int hour = hour(Integer.parseInt(found.group(5)), found.group(9));
        try {
            LocalDateTime local = LocalDateTime.of(
                    Integer.parseInt(found.group(4)),
                    dayFirst ? second : first,
                    dayFirst ? first : second,
                    hour,
                    Integer.parseInt(found.group(6)),
                    found.group(7) == null ? 0 : Integer.parseInt(found.group(7)),
                    nanos(found.group(8)));
            return Optional.of(local.atZone(zone(found.group(10))).toInstant());
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private ZoneId zone(@org.jspecify.annotations.Nullable String written) {
        return written == null ? zone : Character.isLetter(written.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(written);
    }

    private static int hour(int written, @org.jspecify.annotations.Nullable String half) {
        return half == null ? written : written % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }

    private static int nanos(@org.jspecify.annotations.Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private Optional<Instant> kibana(String text) {
        Matcher found = KIBANA.matcher(text);
        int month = found.matches() ? MONTHS.indexOf(found.group(1)) + 1 : 0;
        if (month == 0) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    Integer.parseInt(found.group(3)),
                    month,
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(4)),
                    Integer.parseInt(found.group(5)),
                    Integer.parseInt(found.group(6)),
                    nanos(found.group(7)));
            return Optional.of(local.atZone(zone).toInstant());
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> mail(String text) {
        try {
            return Optional.of(
                    DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(text, Instant::from));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
