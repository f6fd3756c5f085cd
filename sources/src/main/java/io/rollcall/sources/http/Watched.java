package io.rollcall.sources.http;

import io.rollcall.engine.source.SourceFault;
import java.util.function.BiConsumer;

/** A transport that tells somebody of each request and its answer. */
public final class Watched implements Transport {

    private final Transport transport;
    private volatile BiConsumer<Call, Answer> watcher = (call, answer) -> {};

    public Watched(Transport transport) {
        this.transport = transport;
    }

    /** Has somebody told, instead of whoever was before. */
    public void watch(BiConsumer<Call, Answer> other) {
        watcher = other;
    }

    @Override
    public Answer send(Call call) throws SourceFault, InterruptedException {
        Answer answer = transport.send(call);
        watcher.accept(call, answer);
        return answer;
    }

    @Override
    public void close() {
        transport.close();
    }
}
