package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.Optional;

/**
 * Headers in which an API says how many requests it still takes, and when there will be more.
 *
 * @param remaining requests left; at zero none is sent before the reset
 * @param reset when there are more: seconds left (with or without fraction), seconds or milliseconds since the epoch, an HTTP
 *     date, or ISO-8601, told apart by how they look
 */
public record RateHeaders(Optional<String> remaining, Optional<String> reset) {

    static RateHeaders read(Section section) {
        return new RateHeaders(
                section.maybe(
                        "remaining",
                        Types.TEXT,
                        "Header with the number of requests left; at 0 nothing is sent before the reset.",
                        "X-Rate-Limit-Remaining"),
                section.maybe(
                        "reset",
                        Types.TEXT,
                        "Header that says when there are more: seconds left (1.203 too), seconds or milliseconds since 1970,"
                                + " an HTTP date or ISO-8601; recognised. Retry-After counts before it.",
                        "X-Rate-Limit-Reset"));
    }
}
