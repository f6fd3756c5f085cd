package io.rollcall.sim.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What the statistics should know about an exchange.
 *
 * @param client application id of the token
 * @param stream name of the stream that was read
 * @param window width of the time window asked for
 * @param publisher value of {@code PublisherIdentifier}
 * @param records records in the response
 * @param rateViolation whether the request broke a documented rate limit
 */
public record Trace(
        Optional<String> client,
        Optional<String> stream,
        Optional<Duration> window,
        Optional<String> publisher,
        int records,
        boolean rateViolation) {

    /** Trace that tells nothing. */
    public static final Trace NONE =
            new Trace(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, false);

    public Trace withClient(String applicationId) {
        return new Trace(Optional.of(applicationId), stream, window, publisher, records, rateViolation);
    }

    public Trace withStream(String name) {
        return new Trace(client, Optional.of(name), window, publisher, records, rateViolation);
    }

    public Trace withWindow(Optional<Duration> width) {
        return new Trace(client, stream, width, publisher, records, rateViolation);
    }

    public Trace withPublisher(Optional<String> identifier) {
        return new Trace(client, stream, window, identifier, records, rateViolation);
    }

    public Trace withRecords(int count) {
        return new Trace(client, stream, window, publisher, count, rateViolation);
    }

    public Trace withRateViolation() {
        return new Trace(client, stream, window, publisher, records, true);
    }
}
