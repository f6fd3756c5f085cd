package io.rollcall.sinks.http;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.sink.Delivery;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** JSON around a record, which stays as it is. */
public final class Envelope {

    private Envelope() {}

    /** Writes one event among others. */
    @FunctionalInterface
    public interface Encoder {
        void encode(Delivery delivery, ByteArrayOutputStream out);
    }

    /** Events one after another. */
    public static byte[] all(List<Delivery> deliveries, Encoder encoder) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        deliveries.forEach(delivery -> encoder.encode(delivery, body));
        return body.toByteArray();
    }

    public static void text(String json, ByteArrayOutputStream out) {
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    public static void record(Delivery delivery, ByteArrayOutputStream out) {
        Slice body = delivery.body();
        out.write(body.array(), body.offset(), body.length());
    }

    /** The record as a JSON string, which reads as the very bytes it had. */
    public static void quotedRecord(Delivery delivery, ByteArrayOutputStream out) {
        Slice body = delivery.body();
        int end = body.offset() + body.length();
        int from = body.offset();
        out.write('"');
        for (int i = from; i < end; i++) {
            byte next = body.array()[i];
            if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
                out.write(body.array(), from, i - from);
                from = i + 1;
                escaped(next, out);
            }
        }
        out.write(body.array(), from, end - from);
        out.write('"');
    }

    private static void escaped(byte character, ByteArrayOutputStream out) {
        if (character < ' ') {
            text(String.format(Locale.ROOT, "\\u%04x", character), out);
        } else {
            out.write('\\');
            out.write(character);
        }
    }

    /** How many bytes {@link #quotedRecord} writes, but for control characters, which are rare in JSON. */
    public static long quotedSize(Delivery delivery) {
        Slice body = delivery.body();
        long size = body.length() + 2L;
        for (int i = body.offset(); i < body.offset() + body.length(); i++) {
            if (body.array()[i] == '"' || body.array()[i] == '\\') {
                size++;
            }
        }
        return size;
    }

    /** Nanoseconds since 1970 as decimal digits; 0 for times before, and the most 64 bits hold for those beyond. */
    public static String nanos(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return "0";
        }
        BigInteger nanos = BigInteger.valueOf(time.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(time.getNano()));
        return nanos.min(BigInteger.valueOf(Long.MAX_VALUE)).toString();
    }
}
