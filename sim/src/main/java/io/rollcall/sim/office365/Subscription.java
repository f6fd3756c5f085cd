package io.rollcall.sim.office365;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program's subscription to one content type. Not thread-safe. */
final class Subscription {
    private final Optional<Instant> disabledAt;
    private final List<Period> past = new ArrayList<>();
    private Optional<Instant> enabledFrom = Optional.empty();
    private State state = State.NONE;
    private boolean adminHasActed;

    /** @param disabledAt when an admin disables the subscription, if it is enabled then */
    Subscription(Optional<Instant> disabledAt) {
        this.disabledAt = disabledAt;
    }

    State state(Instant now) {
        disabledAt.filter(moment -> !adminHasActed && !moment.isAfter(now)).ifPresent(moment -> {
            adminHasActed = true;
            if (state == State.ENABLED) {
                end(moment, State.DISABLED);
            }
        });
        return state;
    }

    /** Enables the subscription; only the first time does its content reach back. */
    void start(Instant now, Duration backfill) {
        enabledFrom = Optional.of(past.isEmpty() ? now.minus(backfill) : now);
        state = State.ENABLED;
    }

    void stop(Instant now) {
        end(now, State.NONE);
    }

    /** Whether content created at that moment can be retrieved. */
    boolean covers(Instant created) {
        return enabledFrom.filter(from -> !created.isBefore(from)).isPresent()
                || past.stream().anyMatch(period -> period.contains(created));
    }

    private void end(Instant moment, State next) {
        enabledFrom.ifPresent(from -> past.add(new Period(from, moment)));
        enabledFrom = Optional.empty();
        state = next;
    }

    /** Where a subscription stands. */
    enum State {
        /** Never started, or stopped. */
        NONE,
        ENABLED,
        /** Disabled by an admin. */
        DISABLED
    }

    private record Period(Instant from, Instant until) {
        boolean contains(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }
    }
}
