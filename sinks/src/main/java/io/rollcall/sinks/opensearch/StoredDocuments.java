package io.rollcall.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.ExactJson;
import io.rollcall.sinks.http.Unintelligible;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Documents as an index has them, by {@code _mget}, which sees what was written a moment ago. */
final class StoredDocuments {

    private final JsonNode documents;

    private StoredDocuments(JsonNode documents) {
        this.documents = documents;
    }

    /**
     * The question for some documents.
     *
     * @param ids of the same length
     */
    static String question(List<BulkAnswer.There> there, List<String> ids) {
        ObjectNode question = ExactJson.object();
        for (int i = 0; i < there.size(); i++) {
            question.withArray("docs")
                    .addObject()
                    .put("_index", there.get(i).index())
                    .put("_id", ids.get(i));
        }
        return question.toString();
    }

    /** @param asked for how many */
    static StoredDocuments of(Answer answer, int asked) throws IOException {
        JsonNode documents = ExactJson.of(answer)
                .map(all -> all.path("docs"))
                .filter(all -> all.isArray() && all.size() == asked)
                .orElseThrow(() -> new Unintelligible(
                        "the answer does not tell of each of " + asked + " documents: " + answer.shown()));
        return new StoredDocuments(documents);
    }

    /** Why one of them could not be read, if that is so. */
    Optional<String> trouble() {
        for (JsonNode document : documents) {
            if (document.has("error")) {
                return Optional.of(document.path("error").toString());
            }
        }
        return Optional.empty();
    }

    /** Whether one of them has the very record of a delivery, whatever was added to it. */
    boolean has(int place, Delivery delivery) {
        Optional<JsonNode> record = ExactJson.of(delivery.body().toString());
        return record.isPresent()
                && bare(documents.get(place).path("_source")).equals(StoredDocuments::compare, bare(record.get()));
    }

    /** Without the members that may have been added. */
    private static JsonNode bare(JsonNode document) {
        return document instanceof ObjectNode object
                ? object.deepCopy().without(List.of(WrappedRecord.TIME, WrappedRecord.ADDED))
                : document;
    }

    /** Numbers by their value: an index may keep 1.50 as 1.5. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
