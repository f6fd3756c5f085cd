package io.rollcall.sinks.message;

import io.rollcall.engine.sink.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The header after RFC 3164. It has no room for a year, a time zone or fractions: the time is UTC, to the second. */
final class Rfc3164Header implements Header {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final String priority;
    private final String hostAndTag;

    Rfc3164Header(MessageOptions options, String hostname) {
        this.priority = "<" + options.priority() + ">";
        this.hostAndTag = " " + hostname + " " + options.appName() + ": ";
    }

    @Override
    public byte[] of(Delivery delivery) {
        return (priority + timestamp(delivery.time()) + hostAndTag).getBytes(StandardCharsets.US_ASCII);
    }

    /** The time; the beginning of 1970 for an instant beyond what dates can say. */
    private static String timestamp(Instant instant) {
        try {
            return TIMESTAMP.format(instant);
        } catch (DateTimeException beyondDates) {
            return TIMESTAMP.format(Instant.EPOCH);
        }
    }
}
