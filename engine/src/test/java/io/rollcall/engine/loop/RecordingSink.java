package io.rollcall.engine.loop;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import java.util.ArrayList;
import java.util.List;

/** A sink that remembers what it was given, and can be told to be down. */
final class RecordingSink implements Sink {

    final List<EventKey> events = new ArrayList<>();
    final List<String> notices = new ArrayList<>();
    boolean isDown;

    @Override
    public synchronized Receipt write(Batch batch) {
        if (isDown) {
            return Receipt.tryLater("down");
        }
        for (Delivery delivery : batch.deliveries()) {
            if (delivery.kind() == Delivery.Kind.NOTICE) {
                notices.add(delivery.body().toString());
            } else {
                events.add(delivery.key());
            }
        }
        return Receipt.accepted();
    }

    @Override
    public String promise() {
        return "remembered";
    }

    @Override
    public String probe() {
        return "here";
    }

    @Override
    public void close() {}
}
