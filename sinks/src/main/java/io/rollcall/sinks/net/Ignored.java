package io.rollcall.sinks.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a receiver sends although nobody asked it: read, counted and forgotten. */
final class Ignored {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final long MAX_BYTES = 1 << 20;

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long bytes;

    /** Room to read into. */
    ByteBuffer space() {
        return buffer.clear();
    }

    /** @throws IOException if it is more than a receiver of logs could have to say */
    void count(int read) throws IOException {
        bytes += read;
        if (bytes > MAX_BYTES) {
            throw new IOException("the peer has sent more than " + MAX_BYTES
                    + " bytes, as no receiver of logs does. Check that the address is the receiver's");
        }
    }
}
