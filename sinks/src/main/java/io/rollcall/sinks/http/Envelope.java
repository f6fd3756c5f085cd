package io.rollcall.sinks.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.sink.Delivery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** JSON around a record, which stays as it is. */
public final class Envelope {

    private Envelope() {}

    public static void text(String json, ByteArrayOutputStream out) {
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    public static void record(Delivery delivery, ByteArrayOutputStream out) {
        Slice body = delivery.body();
        out.write(body.array(), body.offset(), body.length());
    }

    /** A JSON string with its quotes. */
    public static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** What is known of a delivery beside its record, as the members of an object: stream, kind, key, visible_by. */
    public static String metadata(Delivery delivery, String prefix) {
        return quoted(prefix + "stream") + ":" + quoted(delivery.stream().toString())
                + "," + quoted(prefix + "kind") + ":"
                + quoted(delivery.kind().name().toLowerCase(Locale.ROOT))
                + "," + quoted(prefix + "key") + ":" + quoted(delivery.key().toString())
                + "," + quoted(prefix + "visible_by") + ":"
                + quoted(delivery.visibleBy().toString());
    }
}
