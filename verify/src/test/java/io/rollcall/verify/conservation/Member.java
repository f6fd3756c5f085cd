package io.rollcall.verify.conservation;

import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.oauth.Tenant;
import io.rollcall.sim.truth.TruthEntry;

/** One stream of a trial. */
record Member(Tenant tenant, StreamKind kind) {

    /** Name of the stream in its definition. */
    String streamName() {
        return kind.streamName().substring(kind.streamName().indexOf('/') + 1);
    }

    boolean holds(TruthEntry entry) {
        return entry.stream() == kind && entry.tenantId().equals(tenant.id());
    }
}
