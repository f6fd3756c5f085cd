package io.rollcall.engine.loop;

import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deliveries on their way: what is still to be written, and what to commit once all of it has been accepted. */
final class Shipment {

    private final Deque<Batch> batches = new ArrayDeque<>();
    private final Map<Shelf, KeyChunk> keys;
    private long deadLetters;

    Shipment(List<Delivery> deliveries, Map<Shelf, KeyChunk> keys, long maxBatchBytes) {
        this.keys = new HashMap<>(keys);
        List<Delivery> next = new ArrayList<>();
        long bytes = 0;
        for (Delivery delivery : deliveries) {
            if (!next.isEmpty() && bytes + delivery.body().length() > maxBatchBytes) {
                batches.add(new Batch(next));
                next = new ArrayList<>();
                bytes = 0;
            }
            next.add(delivery);
            bytes += delivery.body().length();
        }
        if (!next.isEmpty()) {
            batches.add(new Batch(next));
        }
    }

    /** Whether all of it has been accepted. */
    boolean isDelivered() {
        return batches.isEmpty();
    }

    /** Writes the next batch; the answer if it was not accepted. */
    Optional<Receipt.TryLater> shipNext(Sink sink, DeadLetters letters) throws InterruptedException {
        Batch batch = batches.getFirst();
        Optional<Receipt.TryLater> stopped =
                sink.write(batch).fold(accepted -> keepRefused(batch, accepted, letters), Optional::of);
        if (stopped.isEmpty()) {
            batches.removeFirst();
        }
        return stopped;
    }

    private Optional<Receipt.TryLater> keepRefused(Batch batch, Receipt.Accepted accepted, DeadLetters letters) {
        if (!accepted.refused().isEmpty()) {
            letters.keep(accepted.letters(batch));
            deadLetters += accepted.refused().size();
        }
        return Optional.empty();
    }

    Map<Shelf, KeyChunk> keys() {
        return keys;
    }

    Counters refused() {
        return new Counters(0, 0, 0, 0, deadLetters, 0, 0);
    }
}
