package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.time.Duration;

/**
 * Bounds that keep a broken or hostile answer from doing harm.
 *
 * @param maxPages pages of one sweep; a longer one is read in smaller windows
 * @param maxBodyBytes of one answer, decompressed
 * @param timeout of one request, from its start to the last byte of the answer
 */
public record Limits(int maxPages, long maxBodyBytes, Duration timeout) {

    static final Limits DEFAULT = new Limits(1000, 64L << 20, Duration.ofMinutes(2));

    static Limits read(Section section) {
        return new Limits(
                section.optional(
                        "max_pages", Types.integer(1, 1_000_000), DEFAULT.maxPages, "Pages of one sweep, at most."),
                section.optional(
                        "max_body", Types.BYTES, DEFAULT.maxBodyBytes, "Size of one answer, decompressed, at most."),
                section.optional(
                        "timeout",
                        Types.DURATION,
                        DEFAULT.timeout,
                        "Time for one request, from its start to the last byte of the answer."));
    }
}
