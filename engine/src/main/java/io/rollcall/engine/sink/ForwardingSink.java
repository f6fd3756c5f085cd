package io.rollcall.engine.sink;

/** A sink in front of another, to which it passes on whatever its own kind does not change. */
public abstract class ForwardingSink implements Sink {

    private final Sink sink;

    /** @param sink what is behind it, which it owns */
    protected ForwardingSink(Sink sink) {
        this.sink = sink;
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        return sink.write(batch);
    }

    @Override
    public final String promise() {
        return sink.promise();
    }

    @Override
    public final String probe() throws SinkUnreachable, InterruptedException {
        return sink.probe();
    }

    @Override
    public final void close() {
        sink.close();
    }
}
