package io.rollcall.sinks.stream;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.sinks.message.Framing;
import io.rollcall.sinks.message.MessageEncoder;
import io.rollcall.sinks.net.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes the messages of a batch into a connection, and says which of them the receiver would not take. Thread-safe. */
final class BatchWriter {

    private final MessageEncoder encoder;
    private final Framing framing;
    private final LengthLimit limit;

    BatchWriter(MessageEncoder encoder, Framing framing, Optional<Long> maxBytes) {
        this.encoder = encoder;
        this.framing = framing;
        this.limit = new LengthLimit(encoder::size, maxBytes);
    }

    /** The deliveries whose messages are too long. */
    List<Refusal> refusals(Batch batch) {
        return limit.refusals(batch);
    }

    /** Writes all but the refused ones. */
    void write(Batch batch, List<Refusal> refusals, Connection connection) throws IOException, InterruptedException {
        WriteBuffer buffer = new WriteBuffer(connection);
        int refused = 0;
        for (int i = 0; i < batch.deliveries().size(); i++) {
            if (refused < refusals.size() && refusals.get(refused).index() == i) {
                refused++;
            } else {
                encoder.encode(batch.deliveries().get(i), framing, buffer);
            }
        }
        buffer.flush();
    }
}
