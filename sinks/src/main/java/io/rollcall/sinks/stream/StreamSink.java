package io.rollcall.sinks.stream;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.message.MessageEncoder;
import io.rollcall.sinks.net.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A receiver that takes messages over a connection. */
public final class StreamSink implements Sink {

    private final String receiver;
    private final String promise;
    private final BatchWriter writer;
    private final Connections connections;
    private volatile boolean isClosed;

    /**
     * @param receiver kind and address, for messages
     * @param promise what a receipt means
     * @param hostname the name of this machine, for syslog headers
     */
    public StreamSink(StreamOptions options, String receiver, String promise, Connector connector, String hostname) {
        this(
                receiver,
                promise,
                new FramedMessages(new MessageEncoder(options.message(), hostname), options.framing()),
                options.maxBytes(),
                options.delivering(),
                connector);
    }

    /**
     * A receiver of messages of another kind.
     *
     * @param maxBytes the longest message the receiver takes; empty for no limit
     */
    public StreamSink(
            String receiver,
            String promise,
            Messages messages,
            Optional<Long> maxBytes,
            Delivering delivering,
            Connector connector) {
        this.receiver = receiver;
        this.promise = promise;
        this.writer = new BatchWriter(messages, maxBytes);
        this.connections =
                delivering == Delivering.PER_BATCH ? new ConnectionPerBatch(connector) : new KeptConnection(connector);
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before writing to " + receiver);
        }
        if (isClosed) {
            return Receipt.tryLater(receiver + ": this sink has been closed");
        }
        List<Refusal> refusals = writer.refusals(batch);
        try {
            if (refusals.size() < batch.deliveries().size()) {
                connections.use(connection -> writer.write(batch, refusals, connection));
            }
            return new Receipt.Accepted(refusals);
        } catch (IOException e) {
            return Receipt.tryLater(receiver + ": " + StreamTrouble.of(e));
        }
    }

    @Override
    public String promise() {
        return promise;
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        try {
            return receiver + " " + connections.probe();
        } catch (IOException e) {
            throw new SinkUnreachable(receiver + ": " + StreamTrouble.of(e), e);
        }
    }

    /** @throws UncheckedIOException if a kept connection does not end in order; the sink is closed all the same */
    @Override
    public void close() {
        isClosed = true;
        try {
            connections.close();
        } catch (IOException e) {
            throw new UncheckedIOException(receiver + ": " + StreamTrouble.of(e), e);
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use {
        void on(Connection connection) throws IOException, InterruptedException;
    }

    /** The way in which connections are had and given up. Thread-safe. */
    interface Connections {

        /** Has something written to a connection; returns when it counts as delivered. */
        void use(Use use) throws IOException, InterruptedException;

        /** Finds out whether {@link #use} would succeed; what was found, to follow the receiver's name. */
        String probe() throws IOException, InterruptedException;

        /** Gives up what is kept. */
        void close() throws IOException;
    }
}
