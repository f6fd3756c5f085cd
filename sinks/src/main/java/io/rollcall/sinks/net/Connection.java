package io.rollcall.sinks.net;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A way to bring bytes to a receiver. What the receiver sends is ignored but for what {@link #read} is asked for. For one thread at a time.
 */
public interface Connection extends Closeable {

    /** Writes all remaining bytes into the connection. */
    void write(ByteBuffer bytes) throws IOException, InterruptedException;

    /**
     * Reads at least one byte of what the receiver answers.
     *
     * @return how many bytes; -1 if the receiver has ended its side
     */
    int read(ByteBuffer target, Deadline deadline) throws IOException, InterruptedException;

    /**
     * Looks, without waiting, whether the receiver has closed its side or reset the connection.
     *
     * @throws IOException if so
     */
    void requireOpen() throws IOException, InterruptedException;

    /**
     * Ends our side and waits until the receiver has read everything and ended its side.
     *
     * @throws IOException if it did not, or it is unknown whether it did
     */
    void finish() throws IOException, InterruptedException;

    /** Closes the connection, whatever is under way on it. */
    @Override
    void close() throws IOException;
}
