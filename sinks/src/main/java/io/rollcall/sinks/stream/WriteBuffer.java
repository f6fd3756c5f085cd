package io.rollcall.sinks.stream;

import io.rollcall.sinks.message.ByteTarget;
import io.rollcall.sinks.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Small pieces collected into large writes to a connection. For one thread at a time. */
public final class WriteBuffer implements ByteTarget {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Connection connection;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);

    public WriteBuffer(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void put(byte[] array, int offset, int length) throws IOException, InterruptedException {
        int done = 0;
        while (done < length) {
            if (!bytes.hasRemaining()) {
                flush();
            }
            int part = Math.min(length - done, bytes.remaining());
            bytes.put(array, offset + done, part);
            done += part;
        }
    }

    /** Writes what has been collected. */
    public void flush() throws IOException, InterruptedException {
        connection.write(bytes.flip());
        bytes.clear();
    }
}
