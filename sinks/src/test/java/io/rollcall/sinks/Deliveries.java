package io.rollcall.sinks;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Delivery.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Deliveries to test with. */
public final class Deliveries {

    public static final StreamId STREAM = new StreamId("entra-signins", "contoso", "interactive");
    public static final Instant TIME = Instant.parse("2026-11-24T05:47:00.123456789Z");

    private Deliveries() {}

    /** An event with a body. */
    public static Delivery event(String json) {
        return of(Kind.EVENT, json);
    }

    public static Delivery of(Kind kind, String json) {
        Slice body = Slice.utf8("junk" + json + "junk");
        Slice inner = new Slice(body.array(), 4, body.length() - 8);
        return new Delivery(STREAM, kind, new EventKey(1, json.hashCode()), TIME, TIME.plusSeconds(90), inner);
    }

    public static Batch batch(Delivery... deliveries) {
        return new Batch(List.of(deliveries));
    }

    /** Events {@code {"writer":…,"n":…,"pad":…}} numbered from {@code from}, each with some padding. */
    public static Batch numbered(String writer, int from, int count, int padBytes) {
        String pad = "x".repeat(padBytes);
        return new Batch(IntStream.range(from, from + count)
                .mapToObj(n -> event("{\"writer\":\"" + writer + "\",\"n\":" + n + ",\"pad\":\"" + pad + "\"}"))
                .toList());
    }

    /** The bodies of a batch as texts. */
    public static List<String> bodies(Batch batch) {
        return batch.deliveries().stream()
                .map(delivery -> delivery.body().toString())
                .toList();
    }
}
