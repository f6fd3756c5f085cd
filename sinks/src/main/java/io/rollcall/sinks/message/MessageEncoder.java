package io.rollcall.sinks.message;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.sink.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Turns deliveries into messages. The JSON is copied byte for byte. Thread-safe. */
public final class MessageEncoder {

    private static final byte[] LINE_FEED = {'\n'};
    private static final byte[] NOTHING = {};

    private final Header header;

    /** @param hostname the name of this machine, for messages whose options do not name one */
    public MessageEncoder(MessageOptions options, String hostname) {
        String named = options.hostname().orElse(hostname);
        this.header = switch (options.payload()) {
            case JSON -> delivery -> NOTHING;
            case RFC5424 -> new Rfc5424Header(options, named);
            case RFC3164 -> new Rfc3164Header(options, named);
        };
    }

    /** The size of a delivery's message in bytes, without framing. */
    public long size(Delivery delivery) {
        return (long) header.of(delivery).length + delivery.body().length();
    }

    /** The message on its own. */
    public byte[] encode(Delivery delivery) {
        byte[] head = header.of(delivery);
        Slice body = delivery.body();
        byte[] message = java.util.Arrays.copyOf(head, head.length + body.length());
        System.arraycopy(body.array(), body.offset(), message, head.length, body.length());
        return message;
    }

    /** Writes the framed message into a stream. */
    public void encode(Delivery delivery, Framing framing, ByteTarget target) throws IOException, InterruptedException {
        byte[] head = header.of(delivery);
        Slice body = delivery.body();
        if (framing == Framing.OCTET_COUNTING) {
            putAll((head.length + (long) body.length() + " ").getBytes(StandardCharsets.US_ASCII), target);
        }
        putAll(head, target);
        target.put(body.array(), body.offset(), body.length());
        if (framing == Framing.NEWLINE) {
            putAll(LINE_FEED, target);
        }
    }

    private static void putAll(byte[] bytes, ByteTarget target) throws IOException, InterruptedException {
        target.put(bytes, 0, bytes.length);
    }
}
