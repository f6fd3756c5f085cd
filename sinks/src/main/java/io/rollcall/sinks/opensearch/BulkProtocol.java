package io.rollcall.sinks.opensearch;

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
import io.rollcall.sinks.opensearch.BulkAnswer.There;
import io.rollcall.sinks.opensearch.OpenSearchOptions.Metadata;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The bulk interface: each event is created under its key, so that one sent twice is there once. A revision is a document of its
 * own, under its key and a hash of its content. So is an event that is there already with another content: it was changed after it had been
 * sent, and before that was noted. Thread-safe.
 */
final class BulkProtocol implements Protocol {

    private static final String LINES = "application/x-ndjson";
    private static final int HASH_BYTES = 8;

    private static final String ALLOW =
            "Give the user of this sink the right to read the index too: an event that is sent again has to be compared with what is"
                    + " there";

    private final OpenSearchOptions options;

    BulkProtocol(OpenSearchOptions options) {
        this.options = options;
    }

    @Override
    public Bytes body(List<Delivery> deliveries) {
        return body(deliveries, BulkProtocol::id);
    }

    private Bytes body(List<Delivery> deliveries, Function<Delivery, String> id) {
        return Envelope.all(deliveries, (delivery, out) -> encode(delivery, id.apply(delivery), out));
    }

    private void encode(Delivery delivery, String id, Bytes out) {
        out.text("{\"create\":{\"_id\":\"" + id + "\"}}\n");
        if (options.metadata() == Metadata.NONE) {
            Envelope.record(delivery, out);
        } else {
            WrappedRecord.encode(delivery, options.fields(), out);
        }
        out.write('\n');
    }

    private static String id(Delivery delivery) {
        return delivery.kind() == Delivery.Kind.REVISION
                ? idOfContent(delivery)
                : delivery.key().toString();
    }

    private static String idOfContent(Delivery delivery) {
        return delivery.key() + "-" + hash(delivery.body());
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
    public Verdict post(Courier courier, Bytes body, List<Delivery> deliveries)
            throws IOException, InterruptedException {
        Answer answer = courier.post(body, LINES);
        if (answer.status() != 200) {
            return Judgement.of(answer);
        }
        BulkAnswer created = BulkAnswer.of(answer, deliveries.size(), options.index());
        List<There> doubtful = created.there().stream()
                .filter(each -> deliveries.get(each.place()).kind() != Delivery.Kind.REVISION)
                .toList();
        return created.trouble().isPresent() || doubtful.isEmpty()
                ? created.verdict()
                : compared(courier, deliveries, created, doubtful);
    }

    /** Looks at what is there, and creates what has another content beside it. */
    private Verdict compared(Courier courier, List<Delivery> deliveries, BulkAnswer created, List<There> doubtful)
            throws IOException, InterruptedException {
        List<String> ids =
                doubtful.stream().map(each -> id(deliveries.get(each.place()))).toList();
        Answer answer = ask(courier, StoredDocuments.question(doubtful, ids));
        if (isForbidden(answer)) {
            return new Verdict.Later(
                    ids.size() + " events are there already, but whether with the same content must not be read: "
                            + answer.shown() + ". " + ALLOW,
                    answer.retryAfter());
        }
        if (answer.status() != 200) {
            return Judgement.of(answer);
        }
        StoredDocuments stored = StoredDocuments.of(answer, doubtful.size());
        if (stored.trouble().isPresent()) {
            return new Verdict.Later(
                    "events are there already, and cannot be read: "
                            + stored.trouble().get() + ". " + ALLOW,
                    Optional.empty());
        }
        List<Integer> changed = IntStream.range(0, doubtful.size())
                .filter(i -> !stored.has(i, deliveries.get(doubtful.get(i).place())))
                .mapToObj(i -> doubtful.get(i).place())
                .toList();
        return changed.isEmpty() ? created.verdict() : beside(courier, deliveries, created, changed);
    }

    private Verdict beside(Courier courier, List<Delivery> deliveries, BulkAnswer created, List<Integer> changed)
            throws IOException, InterruptedException {
        List<Delivery> states = changed.stream().map(deliveries::get).toList();
        Answer answer = courier.post(body(states, BulkProtocol::idOfContent), LINES);
        if (answer.status() != 200) {
            return Judgement.of(answer);
        }
        BulkAnswer added = BulkAnswer.of(answer, states.size(), options.index());
        if (added.trouble().isPresent()) {
            return added.verdict();
        }
        List<Refusal> refused = new ArrayList<>(created.refused());
        added.refused().forEach(each -> refused.add(new Refusal(changed.get(each.index()), each.reason())));
        refused.sort(Comparator.comparingInt(Refusal::index));
        return new Verdict.Taken(refused);
    }

    private static Answer ask(Courier courier, String question) throws IOException, InterruptedException {
        return courier.ask("POST", "/_mget", question, "application/json", Map.of());
    }

    private static boolean isForbidden(Answer answer) {
        return answer.status() == 401 || answer.status() == 403;
    }

    @Override
    public String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException {
        Answer answer = courier.get("/");
        if (answer.status() != 200) {
            throw new SinkUnreachable(
                    courier.options().uri() + ": " + answer.shown() + ". Check url and authorization of this sink");
        }
        String nothing = StoredDocuments.question(List.of(new There(0, options.index())), List.of("rollcall-probe"));
        Answer read = ask(courier, nothing);
        if (isForbidden(read)) {
            throw new SinkUnreachable(
                    courier.options().uri() + ": events in the index must not be read: " + read.shown() + ". " + ALLOW);
        }
        return "a node of " + Unintelligible.json(answer).path("cluster_name").asText("a cluster without name")
                + " answers";
    }

    @Override
    public String promise() {
        return "accepted means the event is in the index under its key, written to the translog as the index has it; sent again"
                + " after a crash, it is there once, unless the API has changed it meanwhile: then both states are";
    }
}
