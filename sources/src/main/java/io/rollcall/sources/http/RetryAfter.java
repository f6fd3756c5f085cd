package io.rollcall.sources.http;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The wait an answer asks for in its Retry-After header (RFC 9110 section 10.2.3), fractions of a second accepted. */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /**
     * @param now on the API's clock, for an answer that names a date but has none of its own
     * @return from zero to a day; empty if there is no header or it cannot be read
     */
    public static Optional<Duration> of(Answer answer, Instant now) {
        return answer.header("Retry-After")
                .flatMap(text -> seconds(text.trim())
                        .or(() -> HttpDates.parse(text)
                                .map(until -> Duration.between(answer.date().orElse(now), until))))
                .map(RetryAfter::bounded);
    }

    private static Optional<Duration> seconds(String text) {
        if (!text.matches("[0-9]{1,15}(\\.[0-9]{0,9})?")) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue()));
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
