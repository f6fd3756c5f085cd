package io.rollcall.sources.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** HTTP dates (RFC 9110 section 5.6.7), the fixed-length form that is sent today. */
final class HttpDates {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(java.time.ZoneOffset.UTC);

    private HttpDates() {}

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(FORMAT.parse(text.trim(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
