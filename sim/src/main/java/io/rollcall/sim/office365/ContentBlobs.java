package io.rollcall.sim.office365;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.office365.BlobIndex.Place;
import io.rollcall.sim.random.Draws;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The blobs of one tenant. Thread-safe. */
final class ContentBlobs {
    private final Collection<BlobIndex> indexes;
    private final EventStore store;
    private final RecordShape shape;

    ContentBlobs(Collection<BlobIndex> indexes, EventStore store, RecordShape shape) {
        this.indexes = List.copyOf(indexes);
        this.store = store;
        this.shape = shape;
    }

    /** Blob of that id; empty if no blob has it, whether or not it is listed yet. */
    Optional<Located> locate(String contentId) {
        return indexes.stream()
                .flatMap(
                        index -> index.layout().address(contentId).map(address -> new Located(index, address)).stream())
                .findFirst();
    }

    /** The records of a blob as one array; empty if it is not listed yet. */
    Optional<ArrayNode> records(Located blob, Instant asOf) {
        return blob.index().places(blob.address(), asOf).map(places -> {
            ArrayNode records = Json.array();
            places.forEach(place -> records.add(record(blob, place)));
            return records;
        });
    }

    private ObjectNode record(Located blob, Place place) {
        EventVersion version = store.versions(blob.index().layout().stream(), place.index(), place.index() + 1)
                .get(0);
        ObjectNode record = shape.record(version);
        return place.repeated() ? FieldOrder.shuffled(record, Draws.of(place.index())) : record;
    }

    /** A blob and the index that knows it. */
    record Located(BlobIndex index, BlobAddress address) {}
}
