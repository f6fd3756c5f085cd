package io.rollcall.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Bytes;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.Envelope;
import io.rollcall.sinks.http.Judgement;
import io.rollcall.sinks.http.Protocol;
import io.rollcall.sinks.http.Unintelligible;
import io.rollcall.sinks.http.Verdict;
import io.rollcall.sinks.opensearch.OpenSearchOptions.Metadata;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The bulk interface: each event is created under its key, so that one sent twice is there once. A revision is a document of its
 * own, under its key and a hash of its content. Thread-safe.
 */
final class BulkProtocol implements Protocol {

    private static final int EXISTS = 409;
    private static final int HASH_BYTES = 8;

    private final OpenSearchOptions options;

    BulkProtocol(OpenSearchOptions options) {
        this.options = options;
    }

    @Override
    public byte[] body(List<Delivery> deliveries) {
        return Envelope.all(deliveries, this::encode);
    }

    private void encode(Delivery delivery, Bytes out) {
        out.text("{\"create\":{\"_id\":\"" + id(delivery) + "\"}}\n");
        if (options.metadata() == Metadata.NONE) {
            Envelope.record(delivery, out);
        } else {
            WrappedRecord.encode(delivery, options.fields(), out);
        }
        out.write('\n');
    }

    private static String id(Delivery delivery) {
        return delivery.kind() == Delivery.Kind.REVISION
                ? delivery.key() + "-" + hash(delivery.body())
                : delivery.key().toString();
    }

    private static String hash(Slice body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body.array(), body.offset(), body.length());
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }

    @Override
    public Verdict post(Courier courier, byte[] body, List<Delivery> deliveries)
            throws IOException, InterruptedException {
        Answer answer = courier.post(body, "application/x-ndjson");
        return answer.status() == 200 ? perItem(answer, deliveries.size()) : Judgement.of(answer);
    }

    private static Verdict perItem(Answer answer, int events) throws IOException {
        JsonNode items = Unintelligible.json(answer).path("items");
        if (!items.isArray() || items.size() != events) {
            throw new Unintelligible("the answer does not tell of each of " + events + " events: " + answer.shown());
        }
        List<Refusal> refused = new ArrayList<>();
        Optional<String> later = Optional.empty();
        for (int i = 0; i < events; i++) {
            JsonNode item = items.get(i).path("create");
            int status = item.path("status").asInt();
            if (status == 400) {
                refused.add(new Refusal(i, item.path("error").toString()));
            } else if (status != EXISTS && (status < 200 || status >= 300)) {
                later = Optional.of("event " + i + ": status " + status + ", " + item.path("error"));
            }
        }
        return later.isPresent()
                ? new Verdict.Later(later.get() + ". Check the cluster's state and the index", Optional.empty())
                : new Verdict.Taken(refused);
    }

    @Override
    public String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException {
        Answer answer = courier.get("/");
        if (answer.status() != 200) {
            throw new SinkUnreachable(
                    courier.options().uri() + ": " + answer.shown() + ". Check url and authorization of this sink");
        }
        return "a node of " + Unintelligible.json(answer).path("cluster_name").asText("a cluster without name")
                + " answers";
    }

    @Override
    public String promise() {
        return "accepted means the event is in the index under its key, written to the translog as the index has it; sent again"
                + " after a crash, it is there once";
    }
}
