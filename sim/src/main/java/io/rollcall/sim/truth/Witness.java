package io.rollcall.sim.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.truth.TruthEntry.Blob;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Maker of truth entries from event versions, by making the records themselves. Thread-safe.
 *
 * @param shapes record shape of each stream
 * @param betaSignIn shape of interactive sign-ins in beta
 * @param blobs first blob of an event of a published stream
 */
public record Witness(Map<StreamKind, RecordShape> shapes, RecordShape betaSignIn, Function<EventVersion, Blob> blobs) {
    public Witness {
        shapes = Map.copyOf(shapes);
    }

    TruthEntry entry(EventVersion version) {
        RecordShape shape = shapes.get(version.stream());
        if (shape == null) {
            throw new IllegalStateException(
                    "no record shape for " + version.stream().streamName());
        }
        ObjectNode record = shape.record(version);
        String hash = CanonicalJson.hash(record);
        String id = record.path("id").asText(record.path("Id").asText(""));
        boolean interactive = version.stream() == StreamKind.ENTRA_INTERACTIVE;
        return new TruthEntry(
                version.tenantId(),
                version.stream(),
                id.isEmpty() ? hash : id,
                version.eventTime(),
                version.visibleTime(),
                version.revision(),
                hash,
                interactive ? Optional.of(CanonicalJson.hash(betaSignIn.record(version))) : Optional.empty(),
                version.stream().published() ? Optional.of(blobs.apply(version)) : Optional.empty());
    }
}
