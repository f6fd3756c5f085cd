package io.rollcall.sinks.stream;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.sinks.message.ByteTarget;
import io.rollcall.sinks.message.Framing;
import io.rollcall.sinks.message.MessageEncoder;
import io.rollcall.sinks.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the messages of a batch into a connection, and says which of them the receiver would not take. Thread-safe. */
final class BatchWriter {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final MessageEncoder encoder;
    private final Framing framing;
    private final Optional<Long> maxBytes;

    BatchWriter(MessageEncoder encoder, Framing framing, Optional<Long> maxBytes) {
        this.encoder = encoder;
        this.framing = framing;
        this.maxBytes = maxBytes;
    }

    /** The deliveries whose messages are too long. */
    List<Refusal> refusals(Batch batch) {
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < batch.deliveries().size() && maxBytes.isPresent(); i++) {
            long size = encoder.size(batch.deliveries().get(i));
            if (size > maxBytes.get()) {
                refusals.add(new Refusal(
                        i,
                        "the message has " + size + " bytes, and max_bytes of this sink is " + maxBytes.get()
                                + ". Raise it together with the receiver's own limit"));
            }
        }
        return refusals;
    }

    /** Writes all but the refused ones. */
    void write(Batch batch, List<Refusal> refusals, Connection connection) throws IOException, InterruptedException {
        Buffer buffer = new Buffer(connection);
        int refused = 0;
        for (int i = 0; i < batch.deliveries().size(); i++) {
            if (refused < refusals.size() && refusals.get(refused).index() == i) {
                refused++;
            } else {
                Delivery delivery = batch.deliveries().get(i);
                encoder.encode(delivery, framing, buffer);
            }
        }
        buffer.flush();
    }

    /** Small pieces collected into large writes. */
    private static final class Buffer implements ByteTarget {

        private final Connection connection;
        private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);

        Buffer(Connection connection) {
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

        void flush() throws IOException, InterruptedException {
            connection.write(bytes.flip());
            bytes.clear();
        }
    }
}
