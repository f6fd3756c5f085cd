package io.rollcall.bench.drift;

import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.ExpectedDelay;
import java.time.Duration;
import java.util.Optional;

/** The ways of collecting that are compared. */
enum Policy {
    /** Each window begins where the last one ended. */
    PLAIN("plain", 0),

    /** The same, a quarter of an hour behind the present. */
    HOLD_BACK("hold-back", 0),

    /** The last six hours every three minutes; what the run before saw is known. */
    FIXED_LAST_RUN("fixed, ids of last run", 0),

    /** The same with a memory as long as the API's. */
    FIXED("fixed, long memory", 0),

    /** Twice as far back, half as often. */
    LADDER("ladder", 0),

    ADAPTIVE_SPARING("adaptive 0.84", 0.84),
    ADAPTIVE("adaptive 2.5", 2.5),

    /** As many calls as it takes for nineteen events in twenty to wait less than a minute and a half, ten a minute at most. */
    ADAPTIVE_90S("adaptive, p95 90 s", 10),

    ADAPTIVE_5("adaptive 5", 5),
    ADAPTIVE_12("adaptive 12", 12),

    /** The adaptive planner with the gift of seeing what waits behind the curtain. */
    CLAIRVOYANT("clairvoyant 2.5", 2.5),
    CLAIRVOYANT_12("clairvoyant 12", 12);

    private static final Duration OFTEN = Duration.ofMinutes(3);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** No sweep of the ladder reads more than this, so that the newest events are not kept waiting. */
    private static final Duration CHUNK = Duration.ofMinutes(500);

    /** Who sees what waits looks often; the planner cannot foresee for whom it has been made to see. In milliseconds. */
    private static final long BLINK = 4000;

    private final String label;
    private final double callsPerMinute;

    Policy(String label, double callsPerMinute) {
        this.label = label;
        this.callsPerMinute = callsPerMinute;
    }

    String label() {
        return label;
    }

    boolean isClairvoyant() {
        return this == CLAIRVOYANT || this == CLAIRVOYANT_12;
    }

    boolean isAdaptive() {
        return callsPerMinute > 0;
    }

    /** Whether an event is forgotten two runs after it was seen. */
    boolean forgets() {
        return this == FIXED_LAST_RUN;
    }

    Collecting collecting(Span span, Claims claims) {
        return switch (this) {
            case PLAIN -> new Polling(OFTEN.toMillis(), 0);
            case HOLD_BACK -> new Polling(OFTEN.toMillis(), QUARTER.toMillis());
            case FIXED_LAST_RUN, FIXED -> Scheduled.overlap(Duration.ofHours(6), OFTEN);
            case LADDER -> Scheduled.ladder(QUARTER, OFTEN, Duration.ofMillis(span.retention()), CHUNK);
            case CLAIRVOYANT, CLAIRVOYANT_12 ->
                new Adaptive(callsPerMinute, AdaptiveSettings.standard(), Clairvoyance::new, BLINK, claims);
            default -> new Adaptive(callsPerMinute, settings(), stream -> new ExpectedDelay(), span.end(), claims);
        };
    }

    private AdaptiveSettings settings() {
        Optional<Duration> target = this == ADAPTIVE_90S ? Optional.of(Duration.ofSeconds(90)) : Optional.empty();
        return AdaptiveSettings.standard().withTarget(target);
    }
}
