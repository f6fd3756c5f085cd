package io.rollcall.engine.loop;

import io.rollcall.engine.source.Source;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time on an API's clock, as far as its answers have shown how that differs from ours. */
final class ApiTime {

    private final Source source;
    private final Clock clock;

    ApiTime(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The API's present; ours before it has answered. */
    Instant now() {
        return clock.now().plus(skew());
    }

    /** What the API's clock shows at an instant of our steady time, whoever has set ours since; ours before it has answered. */
    Instant at(Instant steady) {
        return now().minus(Duration.between(steady, clock.steady()));
    }

    /** Our steady time. */
    Instant steady() {
        return clock.steady();
    }

    /** The API's clock minus ours; zero before it has answered. */
    Duration skew() {
        return source.clockOffset().orElse(Duration.ZERO);
    }

    /** Whether the API has answered. */
    boolean isKnown() {
        return source.clockOffset().isPresent();
    }
}
