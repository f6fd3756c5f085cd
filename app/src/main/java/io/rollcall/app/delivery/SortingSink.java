package io.rollcall.app.delivery;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import java.util.stream.Stream;

/**
 * A sink that gives events to one and notices to another. Owns neither.
 *
 * @param events is written to last, so that a notice may be sent twice, but no event
 */
public record SortingSink(Sink events, Sink notices) implements Sink {

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        Receipt first = new SelectiveSink(notices, delivery -> delivery.kind() == Delivery.Kind.NOTICE).write(batch);
        boolean isTaken = first.fold(accepted -> true, later -> false);
        if (!isTaken) {
            return first;
        }
        Receipt second = new SelectiveSink(events, delivery -> delivery.kind() != Delivery.Kind.NOTICE).write(batch);
        return first.fold(one -> second.fold(other -> joined(one, other), later -> later), later -> later);
    }

    private static Receipt joined(Receipt.Accepted one, Receipt.Accepted other) {
        return new Receipt.Accepted(Stream.concat(one.refused().stream(), other.refused().stream())
                .map(refusal -> new Refusal(refusal.index(), refusal.reason()))
                .toList());
    }

    @Override
    public String promise() {
        return events.promise();
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        return events.probe();
    }

    @Override
    public void close() {
        // Both are closed by who has opened them.
    }
}
