package io.rollcall.app.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Points in time as people write them on a command line: a day, which begins at midnight UTC, or a time with its offset. */
public final class Times implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return text.length() <= "yyyy-mm-dd".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' must be a day such as 2026-03-01 or a time such as 2026-03-01T06:00:00Z");
        }
    }
}
