package io.rollcall.sinks.http;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.SinkUnreachable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** How events become a request to a receiver, and what its answers mean. Thread-safe. */
public interface Protocol {

    /** Writes an event as it stands in a request, with what separates it from the next. */
    void encode(Delivery delivery, ByteArrayOutputStream out);

    /** Posts events that were encoded. */
    Verdict post(Courier courier, byte[] body, List<Delivery> deliveries) throws IOException, InterruptedException;

    /** Tries whether the receiver would take events, without any. */
    String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException;

    /** What a receipt means, for the user. */
    String promise();
}
