package io.rollcall.ledger;

import io.rollcall.engine.event.EventKey;
import java.nio.ByteBuffer;

/** Keys as sixteen bytes, big-endian, which is how single ones stand in the tables. */
final class KeyBytes {

    private KeyBytes() {}

    static byte[] of(EventKey key) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(key.high())
                .putLong(key.low())
                .array();
    }

    static EventKey key(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new EventKey(buffer.getLong(), buffer.getLong());
    }
}
