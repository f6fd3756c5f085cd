package io.rollcall.sim.odata;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A constant in a filter.
 *
 * @param quoted whether it stood in quotes, and so is a text whatever it looks like
 */
record Literal(String text, boolean quoted) {
    /** Instant of an unquoted date or date-time in UTC; empty for anything else. */
    Optional<Instant> time() {
        if (quoted) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
