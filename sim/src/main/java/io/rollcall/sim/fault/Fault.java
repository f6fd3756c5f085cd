package io.rollcall.sim.fault;

import java.time.Duration;

/**
 * One thing that goes wrong with one request.
 *
 * @param retryAfterStyle for refusals: whether and how {@code Retry-After} is sent
 * @param retryAfter for refusals: simulated time after which to come back
 * @param delay for slow answers: real time, because the time-outs of clients are real
 */
public record Fault(FaultKind kind, RetryAfterStyle retryAfterStyle, Duration retryAfter, Duration delay) {
    private static final Duration USUAL_RETRY_AFTER = Duration.ofSeconds(10);
    private static final Duration USUAL_DELAY = Duration.ofSeconds(60);

    /** Fault without {@code Retry-After} and with a delay of a minute. */
    public static Fault of(FaultKind kind) {
        return new Fault(kind, RetryAfterStyle.ABSENT, USUAL_RETRY_AFTER, USUAL_DELAY);
    }

    public Fault withRetryAfter(RetryAfterStyle style, Duration time) {
        return new Fault(kind, style, time, delay);
    }

    public Fault withDelay(Duration time) {
        return new Fault(kind, retryAfterStyle, retryAfter, time);
    }
}
