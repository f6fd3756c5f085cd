package io.rollcall.sinks.stream;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.message.ByteTarget;
import java.io.IOException;

/** How deliveries become messages in a stream. Thread-safe. */
public interface Messages {

    /** The size of a delivery's message in bytes, without what separates it from the next. */
    long size(Delivery delivery);

    /** No fewer bytes than that, told quickly. */
    default long mostBytes(Delivery delivery) {
        return size(delivery);
    }

    /** Writes the message and what tells where it ends. */
    void encode(Delivery delivery, ByteTarget target) throws IOException, InterruptedException;
}
