package io.rollcall.sim.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as records write them. */
public final class RecordTime {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RecordTime() {}

    /** Such as {@code 2026-03-02T09:41:07.61Z}, with that many digits after the point. */
    public static String zoned(Instant time, int fractionDigits) {
        return withFraction(time, fractionDigits) + "Z";
    }

    /** Such as {@code 2026-03-02T09:41:07}: UTC, whole seconds, no zone. */
    public static String local(Instant time) {
        return SECONDS.format(time);
    }

    private static String withFraction(Instant time, int digits) {
        String nanos = String.format(Locale.ROOT, "%09d", time.getNano());
        return digits == 0 ? local(time) : local(time) + "." + nanos.substring(0, digits);
    }
}
