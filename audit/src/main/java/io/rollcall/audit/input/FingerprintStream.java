package io.rollcall.audit.input;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** A stream that is counted and hashed as it is read. */
final class FingerprintStream extends DigestInputStream {

    private final LongConsumer progress;
    private long bytes;

    FingerprintStream(InputStream in, LongConsumer progress) {
        super(in, sha256());
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        bytes += next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        bytes += Math.max(0, count);
        progress.accept(bytes);
        return count;
    }

    /** Of all that was read so far. */
    Fingerprint fingerprint() {
        return new Fingerprint(
                bytes, HexFormat.of().formatHex(getMessageDigest().digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
