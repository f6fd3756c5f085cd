package io.rollcall.sinks.gelf;

import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.http.Bytes;
import io.rollcall.sinks.http.Envelope;
import io.rollcall.sinks.message.ByteTarget;
import io.rollcall.sinks.stream.Messages;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * GELF 1.1, each message ended by a null byte, which JSON never holds. The record is {@code short_message}, as text, and what is known
 * beside it are additional fields. Thread-safe.
 */
final class GelfMessages implements Messages {

    /** Informational, as in syslog. */
    private static final int LEVEL = 6;

    private static final byte[] END = {0};

    /** The brace at the end. */
    private static final int TAIL_BYTES = 1;

    /** The names of members, a time and what separates them. */
    private static final int MOST_AROUND = 120;

    private final String host;
    private final Fields fields;

    GelfMessages(String host, Fields fields) {
        this.host = JsonText.quoted(host);
        this.fields = fields.prefixed("_");
    }

    @Override
    public long size(Delivery delivery) {
        return head(delivery).getBytes(StandardCharsets.UTF_8).length + Envelope.quotedSize(delivery) + TAIL_BYTES;
    }

    @Override
    public long mostBytes(Delivery delivery) {
        return MOST_AROUND
                + (long) JsonText.MOST_BYTES_OF_ONE
                        * (host.length() + delivery.body().length())
                + fields.mostBytes(delivery);
    }

    @Override
    public void encode(Delivery delivery, ByteTarget target) throws IOException, InterruptedException {
        Bytes out = new Bytes(delivery.body().length() * 5L / 4 + 512);
        out.text(head(delivery));
        Envelope.quotedRecord(delivery, out);
        out.write('}');
        target.put(out.array(), 0, out.size());
        target.put(END, 0, END.length);
    }

    private String head(Delivery delivery) {
        return "{\"version\":\"1.1\",\"host\":" + host + ",\"timestamp\":" + seconds(delivery.time()) + ",\"level\":"
                + LEVEL + "," + fields.json(delivery) + (fields.isEmpty() ? "" : ",") + "\"short_message\":";
    }

    /** Seconds since 1970 with microseconds. */
    private static String seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano() / 1000, 6))
                .toPlainString();
    }
}
