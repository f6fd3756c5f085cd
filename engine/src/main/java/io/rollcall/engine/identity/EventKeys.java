package io.rollcall.engine.identity;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Makes event keys: the first 128 bits of a SHA-256. Its values are stored in ledgers and must never change. */
public final class EventKeys {

    private static final byte ID = 1;
    private static final byte CANONICAL = 2;
    private static final MessageDigest PROTOTYPE = sha256();

    private EventKeys() {}

    /** The key of an event the vendor identifies by one or more values, in a fixed order. */
    public static EventKey ofId(List<String> parts) {
        MessageDigest digest = newDigest(ID);
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return key(digest);
    }

    /**
     * The key of an event that is identified by its content.
     *
     * @param ignored paths that may change without making it another event
     * @param ordinal number of equal records before it in the same response
     * @throws IOException if the record is not valid JSON
     */
    public static EventKey ofCanonical(Slice record, List<FieldPath> ignored, int ordinal) throws IOException {
        MessageDigest digest = newDigest(CANONICAL);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(ordinal).array());
        digest.update(new CanonicalForm(ignored).of(record).getBytes(StandardCharsets.UTF_8));
        return key(digest);
    }

    private static EventKey key(MessageDigest digest) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new EventKey(hash.getLong(), hash.getLong());
    }

    private static MessageDigest newDigest(byte domain) {
        try {
            MessageDigest digest = (MessageDigest) PROTOTYPE.clone();
            digest.update(domain);
            return digest;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's SHA-256 cannot be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
