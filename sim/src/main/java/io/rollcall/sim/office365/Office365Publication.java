package io.rollcall.sim.office365;

import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.Generation;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.event.Visibility;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** How the events of the content types come into blobs, and what their records look like. Immutable. */
public final class Office365Publication {
    private final Generation generation;
    private final Office365Options options;
    private final RecordShape shape;

    public Office365Publication(Generation generation, Office365Options options) {
        this.generation = generation;
        this.options = options;
        this.shape = new ActivityRecord(generation.seed(), options);
    }

    public RecordShape shape() {
        return shape;
    }

    public Visibility visibility(String tenantId, StreamKind stream) {
        return new BlobVisibility(layout(tenantId, stream));
    }

    /** Id of the blob that first holds an event. */
    public String contentId(EventVersion version) {
        BlobLayout layout = layout(version.tenantId(), version.stream());
        return layout.contentId(layout.first(version));
    }

    /** {@code contentCreated} of the blob that first holds an event. */
    public Instant contentCreated(EventVersion version) {
        BlobLayout layout = layout(version.tenantId(), version.stream());
        return layout.created(layout.first(version));
    }

    Office365Options options() {
        return options;
    }

    Instant simulationStart() {
        return generation.simulationStart();
    }

    Office365Tenant tenant(EventStore store) {
        Map<StreamKind, BlobIndex> indexes = new EnumMap<>(StreamKind.class);
        for (StreamKind stream : StreamKind.blobStreams()) {
            indexes.put(stream, new BlobIndex(layout(store.tenantId(), stream), store));
        }
        return new Office365Tenant(store, indexes, new ContentBlobs(indexes.values(), store, shape));
    }

    private BlobLayout layout(String tenantId, StreamKind stream) {
        return new BlobLayout(
                stream, options, generation.drift(), generation.simulationStart(), generation.seedOf(tenantId, stream));
    }
}
