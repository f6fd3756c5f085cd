package io.rollcall.sinks.stream;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.sinks.net.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes the messages of a batch into a connection, and says which of them the receiver would not take. Thread-safe. */
final class BatchWriter {

    private final Messages messages;
    private final LengthLimit limit;

    BatchWriter(Messages messages, Optional<Long> maxBytes) {
        this.messages = messages;
        this.limit = new LengthLimit(messages::mostBytes, messages::size, maxBytes);
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
                messages.encode(batch.deliveries().get(i), buffer);
            }
        }
        buffer.flush();
    }
}
