package io.rollcall.sinks.http;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.json.JsonText;
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

    /** What is known of a delivery beside its record, as the members of an object: stream, kind, key, visible_by. */
    public static String metadata(Delivery delivery, String prefix) {
        return JsonText.quoted(prefix + "stream") + ":"
                + JsonText.quoted(delivery.stream().toString())
                + "," + JsonText.quoted(prefix + "kind") + ":"
                + JsonText.quoted(delivery.kind().name().toLowerCase(Locale.ROOT))
                + "," + JsonText.quoted(prefix + "key") + ":"
                + JsonText.quoted(delivery.key().toString())
                + "," + JsonText.quoted(prefix + "visible_by") + ":"
                + JsonText.quoted(delivery.visibleBy().toString());
    }
}
