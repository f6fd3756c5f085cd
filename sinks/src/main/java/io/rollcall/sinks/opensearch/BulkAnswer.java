package io.rollcall.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Unintelligible;
import io.rollcall.sinks.http.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node says of each document it was to create.
 *
 * @param refused those it cannot take
 * @param there those under whose id there is one already, with the index it is in
 * @param trouble why another one was not taken, for a reason that lies outside of it
 */
record BulkAnswer(List<Refusal> refused, List<There> there, Optional<String> trouble) {

    private static final int EXISTS = 409;
    private static final int UNFIT = 400;

    /**
     * A document that was there.
     *
     * @param place among those that were to be created
     * @param index the index of its own, which for an alias or a data stream has another name
     */
    record There(int place, String index) {}

    BulkAnswer {
        refused = List.copyOf(refused);
        there = List.copyOf(there);
    }

    /**
     * Reads a successful answer.
     *
     * @param documents how many were to be created
     * @param target the name they were sent to
     */
    static BulkAnswer of(Answer answer, int documents, String target) throws IOException {
        JsonNode items = Unintelligible.json(answer).path("items");
        if (!items.isArray() || items.size() != documents) {
            throw new Unintelligible("the answer does not tell of each of " + documents + " events: " + answer.shown());
        }
        List<Refusal> refused = new ArrayList<>();
        List<There> there = new ArrayList<>();
        Optional<String> trouble = Optional.empty();
        for (int i = 0; i < documents; i++) {
            JsonNode item = items.get(i).path("create");
            int status = item.path("status").asInt();
            if (status == UNFIT) {
                refused.add(new Refusal(i, item.path("error").toString()));
            } else if (status == EXISTS) {
                there.add(new There(i, item.path("_index").asText(target)));
            } else if (status < 200 || status >= 300) {
                trouble = Optional.of("event " + i + ": status " + status + ", " + item.path("error"));
            }
        }
        return new BulkAnswer(refused, there, trouble);
    }

    /** What that means if those that were there are the very same. */
    Verdict verdict() {
        return trouble.<Verdict>map(
                        what -> new Verdict.Later(what + ". Check the cluster's state and the index", Optional.empty()))
                .orElseGet(() -> new Verdict.Taken(refused));
    }
}
