package io.rollcall.engine.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reader of ISO-8601 in the spellings APIs use: zero to nine fractional digits, {@code T} or a space, {@code Z}, an offset with or
 * without colon, or no zone at all, which means UTC; a date alone is its midnight.
 */
public final class IsoInstants {

    private static final int SECONDS_LENGTH = "2026-03-02T09:41:07".length();

    /** Names of the zone that is no offset; others are ambiguous, and not read. */
    private static final Pattern ZONE_NAME = Pattern.compile("(?: ?(?:UTC|GMT|Z)|Z\\[UTC])$");

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .appendPattern("HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXXXX][XX][X]")
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(java.time.format.ResolverStyle.STRICT)
            .withChronology(java.time.chrono.IsoChronology.INSTANCE);

    private IsoInstants() {}

    /** The instant a text means; empty if it is not ISO-8601. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(isPlain(text) ? plain(text) : lenient(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** True for {@code yyyy-MM-ddTHH:mm:ss}, an optional fraction of one to nine digits, and an optional {@code Z}. */
    private static boolean isPlain(String text) {
        int length = text.length();
        if (length < SECONDS_LENGTH || text.charAt(10) != 'T') {
            return false;
        }
        for (int i = 0; i < SECONDS_LENGTH; i++) {
            char c = text.charAt(i);
            boolean isRight =
                    switch (i) {
                        case 4, 7 -> c == '-';
                        case 10 -> c == 'T';
                        case 13, 16 -> c == ':';
                        default -> c >= '0' && c <= '9';
                    };
            if (!isRight) {
                return false;
            }
        }
        int end = text.charAt(length - 1) == 'Z' ? length - 1 : length;
        return end == SECONDS_LENGTH || isFraction(text, end);
    }

    private static boolean isFraction(String text, int end) {
        int digits = end - SECONDS_LENGTH - 1;
        if (text.charAt(SECONDS_LENGTH) != '.' || digits < 1 || digits > 9) {
            return false;
        }
        for (int i = SECONDS_LENGTH + 1; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Instant plain(String text) {
        int end = text.charAt(text.length() - 1) == 'Z' ? text.length() - 1 : text.length();
        int nanos = 0;
        int scale = 1_000_000_000;
        for (int i = SECONDS_LENGTH + 1; i < end; i++) {
            scale /= 10;
            nanos += (text.charAt(i) - '0') * scale;
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static Instant lenient(String text) throws DateTimeParseException {
        String trimmed = ZONE_NAME.matcher(text.trim()).replaceFirst("Z");
        String joined = trimmed.length() > 10 && trimmed.charAt(10) == ' '
                ? trimmed.substring(0, 10) + "T" + trimmed.substring(11).replace(" ", "")
                : trimmed;
        Object parsed = LENIENT.parseBest(joined, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof OffsetDateTime withOffset) {
            return withOffset.toInstant();
        }
        if (parsed instanceof LocalDateTime withoutZone) {
            return withoutZone.toInstant(ZoneOffset.UTC);
        }
        return ((LocalDate) parsed).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
