package io.rollcall.sinks.http;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** JSON around a record, which stays as it is. */
public final class Envelope {

    private static final int USUAL_AROUND = 500;
    private static final Instant LAST = Instant.EPOCH.plusNanos(Long.MAX_VALUE);

    private Envelope() {}

    /** Writes one event among others. */
    @FunctionalInterface
    public interface Encoder {
        void encode(Delivery delivery, Bytes out);
    }

    /** Events one after another. */
    public static Bytes all(List<Delivery> deliveries, Encoder encoder) {
        Bytes body = new Bytes(usualSize(deliveries));
        deliveries.forEach(delivery -> encoder.encode(delivery, body));
        return body;
    }

    /** How many bytes events become with what is around them, in most cases no more. */
    public static long usualSize(List<Delivery> deliveries) {
        return deliveries.stream()
                .mapToLong(delivery -> delivery.body().length() * 5L / 4 + USUAL_AROUND)
                .sum();
    }

    public static void record(Delivery delivery, Bytes out) {
        Slice body = delivery.body();
        out.write(body.array(), body.offset(), body.length());
    }

    /** The record as a JSON string, which reads as the very bytes it had. */
    public static void quotedRecord(Delivery delivery, Bytes out) {
        byte[] bytes = delivery.body().array();
        int from = delivery.body().offset();
        int end = from + delivery.body().length();
        out.write('"');
        int next = Escapes.next(bytes, from, end);
        while (next < end) {
            out.write(bytes, from, next - from);
            escaped(bytes[next], out);
            from = next + 1;
            next = Escapes.next(bytes, from, end);
        }
        out.write(bytes, from, end - from);
        out.write('"');
    }

    private static void escaped(byte character, Bytes out) {
        if (character < ' ') {
            out.text(String.format(Locale.ROOT, "\\u%04x", character));
        } else {
            out.write('\\');
            out.write(character);
        }
    }

    /** How many bytes {@link #quotedRecord} writes. */
    public static long quotedSize(Delivery delivery) {
        byte[] bytes = delivery.body().array();
        int end = delivery.body().offset() + delivery.body().length();
        long size = delivery.body().length() + 2L;
        for (int at = Escapes.next(bytes, delivery.body().offset(), end);
                at < end;
                at = Escapes.next(bytes, at + 1, end)) {
            size += bytes[at] < ' ' ? JsonText.MOST_BYTES_OF_ONE - 1 : 1;
        }
        return size;
    }

    /** Nanoseconds since 1970 as decimal digits; 0 for times before, and the most 64 bits hold for those beyond. */
    public static String nanos(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return "0";
        }
        return Long.toString(
                time.isAfter(LAST) ? Long.MAX_VALUE : time.getEpochSecond() * 1_000_000_000 + time.getNano());
    }
}
