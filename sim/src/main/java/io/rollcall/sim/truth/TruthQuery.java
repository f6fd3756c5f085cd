package io.rollcall.sim.truth;

import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.StreamKind;
import java.time.Instant;
import java.util.Optional;

/**
 * Part of the truth.
 *
 * @param before event times before that moment
 * @param visibleBefore visible times before that moment
 * @param stream one stream
 * @param tenantId one tenant
 */
public record TruthQuery(
        Optional<Instant> before,
        Optional<Instant> visibleBefore,
        Optional<StreamKind> stream,
        Optional<String> tenantId) {

    /** Everything that has happened so far. */
    public static final TruthQuery ALL =
            new TruthQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public TruthQuery ofStream(StreamKind only) {
        return new TruthQuery(before, visibleBefore, Optional.of(only), tenantId);
    }

    public TruthQuery ofTenant(String only) {
        return new TruthQuery(before, visibleBefore, stream, Optional.of(only));
    }

    public TruthQuery happenedBefore(Instant moment) {
        return new TruthQuery(Optional.of(moment), visibleBefore, stream, tenantId);
    }

    public TruthQuery shownBefore(Instant moment) {
        return new TruthQuery(before, Optional.of(moment), stream, tenantId);
    }

    boolean wants(EventVersion version) {
        return before.filter(moment -> !version.eventTime().isBefore(moment)).isEmpty()
                && visibleBefore
                        .filter(moment -> !version.visibleTime().isBefore(moment))
                        .isEmpty();
    }
}
