package io.rollcall.sim.truth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.http.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * One state of one event, as it really is.
 *
 * @param key the vendor's id; for a record without one, its content hash
 * @param visibleTime when the API first shows this state; may lie in the future
 * @param contentHash SHA-256 of the canonical record; for interactive sign-ins, of the record of v1.0
 * @param betaContentHash for interactive sign-ins: SHA-256 of the canonical record of beta
 * @param blob for published streams: id of the blob that first holds the record
 */
public record TruthEntry(
        String tenantId,
        StreamKind stream,
        String key,
        Instant eventTime,
        Instant visibleTime,
        int revision,
        String contentHash,
        Optional<String> betaContentHash,
        Optional<Blob> blob) {

    /** The entry as an object whose text is one line of the truth file. */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("key", key)
                .put("stream", stream.streamName())
                .put("tenant", tenantId)
                .put("event_time", eventTime.toString())
                .put("visible_time", visibleTime.toString())
                .put("revision", revision)
                .put("content_hash", contentHash);
        betaContentHash.ifPresent(hash -> json.put("content_hash_beta", hash));
        blob.ifPresent(actual -> json.put("blob", actual.contentId())
                .put("content_created", actual.created().toString()));
        return json;
    }

    /** Where a record was first published. */
    public record Blob(String contentId, Instant created) {}
}
