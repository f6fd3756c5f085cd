package io.rollcall.sim.office365;

import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.StreamKind;
import java.util.Map;

/** What one tenant has published. */
record Office365Tenant(EventStore store, Map<StreamKind, BlobIndex> indexes, ContentBlobs blobs) {
    Office365Tenant {
        indexes = Map.copyOf(indexes);
    }
}
