package io.rollcall.sources.http;

import io.rollcall.sources.time.TimeFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The wait an answer asks for in its Retry-After header (RFC 9110 section 10.2.3), fractions of a second accepted. */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** Larger numbers are no seconds left, but seconds since the epoch. */
    private static final Instant OLDEST_EPOCH = Instant.parse("2001-01-01T00:00:00Z");

    /** From here on they are milliseconds. */
    private static final long MILLIS_FROM = 100_000_000_000L;

    private RetryAfter() {}

    /**
     * @param now on the API's clock, for an answer that names a date but has none of its own
     * @return from zero to a day; empty if there is no header or it cannot be read
     */
    public static Optional<Duration> of(Answer answer, Instant now) {
        return answer.header("Retry-After")
                .flatMap(text -> seconds(text.trim())
                        .or(() -> date(text)
                                .map(until -> Duration.between(answer.date().orElse(now), until))))
                .map(RetryAfter::bounded);
    }

    /**
     * The wait until a limit is reset, as a header says it: seconds left, seconds or milliseconds since the epoch (told apart by
     * their size), an HTTP date or ISO-8601.
     *
     * @param now on the API's clock
     */
    public static Optional<Duration> untilReset(String text, Answer answer, Instant now) {
        Instant present = answer.date().orElse(now);
        Optional<Duration> left = seconds(text.trim());
        if (left.isEmpty()) {
            return date(text).map(until -> bounded(Duration.between(present, until)));
        }
        Instant epoch = Instant.EPOCH.plus(left.get());
        if (epoch.isBefore(OLDEST_EPOCH)) {
            return left.map(RetryAfter::bounded);
        }
        boolean isMillis = left.get().toSeconds() >= MILLIS_FROM;
        Instant until = isMillis ? Instant.EPOCH.plus(left.get().dividedBy(1000)) : epoch;
        return Optional.of(bounded(Duration.between(present, until)));
    }

    private static Optional<Instant> date(String text) {
        return HttpDates.parse(text).or(() -> TimeFormat.ISO.read(text.trim()));
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
