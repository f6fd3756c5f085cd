package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sources.time.TimeFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a record's time is.
 *
 * @param pointers tried in order; the first one that is there and can be read counts
 * @param formats tried in order
 */
public record TimeRule(List<FieldPath> pointers, List<TimeFormat> formats) {

    public TimeRule {
        pointers = List.copyOf(pointers);
        formats = List.copyOf(formats);
    }

    static TimeRule read(Section section) {
        return new TimeRule(
                section.required(
                        "pointers",
                        Words.POINTERS,
                        "Where the time is; the first one that can be read counts.",
                        List.of(FieldPath.parse("/time"))),
                section.optional(
                        "formats",
                        Types.listOf(TimeFormat.TYPE),
                        List.of(TimeFormat.ISO),
                        "How it may be written; iso is any ISO-8601, and no zone means UTC."));
    }

    /** Reads one written time; empty if it is in none of the formats. */
    public Optional<Instant> parse(String text) {
        for (TimeFormat format : formats) {
            Optional<Instant> instant = format.read(text);
            if (instant.isPresent()) {
                return instant;
            }
        }
        return Optional.empty();
    }
}
