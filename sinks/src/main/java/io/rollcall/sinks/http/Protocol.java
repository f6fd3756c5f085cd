package io.rollcall.sinks.http;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.SinkUnreachable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How events become a request to a receiver, and what its answers mean. Thread-safe. */
public interface Protocol {

    /** Why an event can never be sent, whatever the receiver would say. */
    default Optional<String> refusal(Delivery delivery) {
        return Optional.empty();
    }

    /** About how many bytes an event takes in a request. */
    default long size(Delivery delivery) {
        return delivery.body().length();
    }

    /** The body of a request. */
    Bytes body(List<Delivery> deliveries);

    /** Posts such a body. */
    Verdict post(Courier courier, Bytes body, List<Delivery> deliveries) throws IOException, InterruptedException;

    /** Tries whether the receiver would take events, without any. */
    String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException;

    /** What a receipt means, for the user. */
    String promise();
}
