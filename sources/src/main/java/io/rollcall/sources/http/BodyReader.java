package io.rollcall.sources.http;

import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.util.Arrays;
import okio.BufferedSource;

/** Reads bodies whole, into one array, and no further than a limit. */
final class BodyReader {

    private static final int FIRST_BYTES = 64 << 10;
    /** However large a body is said to be, no more room is made for it before more of it has come. */
    private static final int TRUSTED_BYTES = 16 << 20;

    private BodyReader() {}

    /**
     * Reads a body to its end.
     *
     * @param announcedBytes its length as the headers tell it, negative if they do not
     * @throws TooLarge if it has more bytes than allowed
     */
    static Slice read(BufferedSource source, long announcedBytes, long maxBytes) throws IOException {
        byte[] bytes = new byte[(int) Math.min(Math.min(first(announcedBytes), TRUSTED_BYTES), limit(maxBytes))];
        int length = 0;
        while (true) {
            if (length == bytes.length) {
                if (source.exhausted()) {
                    return new Slice(bytes, 0, length);
                }
                bytes = Arrays.copyOf(bytes, larger(length, maxBytes));
            }
            int read = source.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return new Slice(bytes, 0, length);
            }
            length += read;
        }
    }

    private static long first(long announcedBytes) {
        return announcedBytes < 0 ? FIRST_BYTES : announcedBytes;
    }

    private static int larger(int length, long maxBytes) throws TooLarge {
        if (length >= limit(maxBytes)) {
            throw new TooLarge();
        }
        return (int) Math.min(Math.max(2L * length, FIRST_BYTES), limit(maxBytes));
    }

    private static long limit(long maxBytes) {
        return Math.min(maxBytes, Integer.MAX_VALUE - 8);
    }

    /** A body is larger than the limit. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }
}
