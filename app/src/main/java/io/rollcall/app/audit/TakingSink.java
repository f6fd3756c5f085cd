package io.rollcall.app.audit;

import io.rollcall.audit.layout.Taken;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;

/**
 * A sink that keeps events for a roll call, each with its stream and time beside the record.
 *
 * @param lines writes them
 */
public record TakingSink(Sink lines) implements Sink {

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        return lines.write(
                new Batch(batch.deliveries().stream().map(TakingSink::line).toList()));
    }

    private static Delivery line(Delivery delivery) {
        return new Delivery(
                delivery.stream(),
                delivery.kind(),
                delivery.key(),
                delivery.time(),
                delivery.visibleBy(),
                Taken.line(delivery));
    }

    @Override
    public String promise() {
        return lines.promise();
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        return lines.probe();
    }

    @Override
    public void close() {
        lines.close();
    }
}
