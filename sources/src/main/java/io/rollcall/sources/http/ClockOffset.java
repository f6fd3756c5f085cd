package io.rollcall.sources.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an API's clock is ahead of our steady time.
 *
 * <p>A Date header of {@code d} was written at some moment between sending and receiving, while the API's clock showed a time
 * in {@code [d, d + 1 s)}. So the offset lies between {@code d - received} and {@code d + 1 s - sent}. The bounds of
 * successive answers are intersected, which soon leaves much less than the header's second; where they contradict each
 * other, one of the clocks has moved and only the newest counts. Thread-safe.
 */
public final class ClockOffset {

    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private @Nullable Duration low;
    private @Nullable Duration high;

    /** Takes an answer into account; one without a Date header changes nothing. */
    public void observe(Answer answer) {
        answer.date().ifPresent(date -> observe(date, answer.sent(), answer.received()));
    }

    synchronized void observe(Instant date, Instant sent, Instant received) {
        Duration newLow = Duration.between(received, date);
        Duration newHigh = Duration.between(sent, date).plus(RESOLUTION);
        if (newLow.compareTo(newHigh) > 0) {
            return;
        }
        Duration bothLow = low == null || low.compareTo(newLow) < 0 ? newLow : low;
        Duration bothHigh = high == null || high.compareTo(newHigh) > 0 ? newHigh : high;
        boolean agrees = bothLow.compareTo(bothHigh) <= 0;
        low = agrees ? bothLow : newLow;
        high = agrees ? bothHigh : newHigh;
    }

    /** The middle of what is possible; empty before the first answer. */
    public synchronized Optional<Duration> estimate() {
        if (low == null || high == null) {
            return Optional.empty();
        }
        return Optional.of(low.plus(high.minus(low).dividedBy(2)));
    }
}
