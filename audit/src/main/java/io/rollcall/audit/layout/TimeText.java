package io.rollcall.audit.layout;

import io.rollcall.engine.time.IsoInstants;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reader of instants as exports write them: ISO-8601, seconds to nanoseconds since 1970, {@linkplain DateText dates as people write
 * them}, and mail's.
 *
 * @param zone of times that name none
 * @param order of dates in numbers with the year last
 */
record TimeText(ZoneId zone, DateOrder order) {

    /** UTC, and the month first. */
    static final TimeText USUAL = new TimeText(ZoneOffset.UTC, DateOrder.MONTH_FIRST);

    static final int MAX_LENGTH = 48;

    /** A mail's date begins with {@code Mon,}. */
    private static final int WEEKDAY_LETTERS = 3;

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
            return iso.isPresent() ? iso : date(text);
        }
        Optional<Instant> date = date(text);
        return date.isPresent() || text.indexOf(',') != WEEKDAY_LETTERS ? date : mail(text);
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
        return new DateText(zone, order).read(text.replace('\u202f', ' ').replace('\u00a0', ' '));
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
