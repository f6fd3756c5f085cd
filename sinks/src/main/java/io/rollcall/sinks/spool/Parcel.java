package io.rollcall.sinks.spool;

import io.rollcall.engine.sink.Delivery;
import java.util.List;

/**
 * What a sink is to be given next.
 *
 * @param end where the spool goes on after it
 */
record Parcel(List<Delivery> deliveries, Position end) {

    Parcel {
        deliveries = List.copyOf(deliveries);
    }
}
