package io.rollcall.audit;

import io.rollcall.audit.roll.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event a finding is about, looked up again.
 *
 * @param id as it is written
 * @param stream name of its stream; empty if it has none
 * @param time event time
 * @param lateness how much later the source showed it
 * @param copies how often the copy has it
 * @param truthLine the line it stands on in the truth; 0 if on none
 * @param copyLine the line it stands on in the copy; 0 if on none
 * @param record the vendor's record, of the truth if it has one
 */
public record Named(
        String id,
        String stream,
        Optional<Instant> time,
        Optional<Duration> lateness,
        long copies,
        long truthLine,
        long copyLine,
        Optional<String> record) {

    public Named {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(lateness, "lateness");
        Objects.requireNonNull(record, "record");
    }

    static Optional<Instant> time(int second) {
        return second == Mark.TIMELESS ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
    }

    static Optional<Duration> lateness(int seconds) {
        return seconds == Mark.UNKNOWN ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }
}
