package io.rollcall.sim.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Times as records write them. */
public final class RecordTime {
    private static final int MOST_DIGITS = 9;
    private static final List<DateTimeFormatter> BY_DIGITS =
            IntStream.rangeClosed(0, MOST_DIGITS).mapToObj(RecordTime::format).toList();

    private RecordTime() {}

    /** Such as {@code 2026-03-02T09:41:07.61Z}, with that many digits after the point, 0 to 9. */
    public static String zoned(Instant time, int fractionDigits) {
        return BY_DIGITS.get(fractionDigits).format(time) + "Z";
    }

    /** Such as {@code 2026-03-02T09:41:07}: UTC, whole seconds, no zone. */
    public static String local(Instant time) {
        return BY_DIGITS.get(0).format(time);
    }

    private static DateTimeFormatter format(int digits) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss");
        if (digits > 0) {
            builder.appendFraction(ChronoField.NANO_OF_SECOND, digits, digits, true);
        }
        return builder.toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
