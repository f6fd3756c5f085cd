package io.rollcall.engine.loop;

import io.rollcall.engine.notice.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells now and then how far the record can be relied on, whether the source answers or not. Used by one thread at a time. */
final class Pulse {

    private final StreamRecord record;
    private final Pilot pilot;
    private final Duration period;
    private @Nullable Instant last;

    /** @param period between beats; zero for none */
    Pulse(StreamRecord record, Pilot pilot, Duration period) {
        this.record = record;
        this.pilot = pilot;
        this.period = period;
    }

    /** Tells if it is time to: first when one period has passed. A clock that is set makes a beat early rather than late. */
    void beat(Instant now) {
        Instant before = last;
        if (before == null) {
            last = now;
        } else if (!period.isZero() && Duration.between(before, now).abs().compareTo(period) >= 0) {
            last = now;
            pilot.known().ifPresent(model -> record.notices().beat(Heartbeat.of(record.state(), model), now));
        }
    }
}
