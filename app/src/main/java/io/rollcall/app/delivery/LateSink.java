package io.rollcall.app.delivery;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import java.util.Optional;

/** A sink that could not be opened when the collector started: each batch tries again, and waits until it is. Thread-safe. */
public final class LateSink implements Sink {

    private final Opening opening;
    private Optional<Sink> opened = Optional.empty();

    /** Opens the sink. */
    @FunctionalInterface
    public interface Opening {
        Sink open() throws SinkUnreachable;
    }

    public LateSink(Opening opening) {
        this.opening = opening;
    }

    private synchronized Sink opened() throws SinkUnreachable {
        if (opened.isEmpty()) {
            opened = Optional.of(opening.open());
        }
        return opened.get();
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        Sink sink;
        try {
            sink = opened();
        } catch (SinkUnreachable e) {
            return Receipt.tryLater("it cannot be opened: " + e.getMessage());
        }
        return sink.write(batch);
    }

    @Override
    public synchronized String promise() {
        return opened.map(Sink::promise).orElse("not open yet");
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        return opened().probe();
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(Sink::close);
    }
}
