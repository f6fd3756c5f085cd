package io.rollcall.bench.sinks;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that everybody delivers.
 *
 * @param batch delivered again and again
 * @param batches how often
 * @param bytes of all events with a line feed after each
 * @param all a file with all of them, a line each
 * @param part a file with those of one batch
 */
record Load(Batch batch, int batches, long bytes, Path all, Path part) {

    private static final StreamId STREAM = new StreamId("entra-signins", "contoso", "interactive");
    private static final Instant TIME = Instant.parse("2026-11-24T05:47:00.123456Z");

    static Load write(Path directory, int batches, int events, int bytes) throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            String start = "{\"id\":\"event-" + i + "\",\"userPrincipalName\":\"somebody@contoso.com\",\"pad\":\"";
            String json = start + "x".repeat(Math.max(1, bytes - start.length() - 2)) + "\"}";
            Slice body = Slice.of(json.getBytes(StandardCharsets.UTF_8));
            deliveries.add(new Delivery(STREAM, Delivery.Kind.EVENT, new EventKey(1, i), TIME, TIME, body));
        }
        Batch batch = new Batch(deliveries);
        Path part = directory.resolve("part.ndjson");
        try (OutputStream out = Files.newOutputStream(part)) {
            for (Delivery delivery : deliveries) {
                out.write(
                        delivery.body().array(),
                        delivery.body().offset(),
                        delivery.body().length());
                out.write('\n');
            }
        }
        Path all = repeated(part, batches);
        return new Load(batch, batches, Files.size(all), all, part);
    }

    /** A file beside another that has in it what that one has, as often as there are batches. */
    Path repeated(Path part) throws IOException {
        return repeated(part, batches);
    }

    private static Path repeated(Path part, int times) throws IOException {
        Path all = part.resolveSibling("all-" + part.getFileName());
        try (OutputStream out = Files.newOutputStream(all)) {
            for (int i = 0; i < times; i++) {
                Files.copy(part, out);
            }
        }
        return all;
    }

    long events() {
        return (long) batches * batch.deliveries().size();
    }

    /** Delivers one batch, which must be accepted in full, and closes the sink. */
    void deliverOnce(Sink sink) throws IOException, InterruptedException {
        try (sink) {
            deliver(sink, 1);
        }
    }

    /** Delivers everything; each batch must be accepted in full. */
    void deliver(Sink sink) throws IOException, InterruptedException {
        deliver(sink, batches);
    }

    private void deliver(Sink sink, int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            Receipt receipt = sink.write(batch);
            if (!receipt.equals(Receipt.accepted())) {
                throw new IOException("a batch was not accepted: " + receipt);
            }
        }
    }
}
