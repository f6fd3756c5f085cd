package io.rollcall.sinks.message;

import io.rollcall.engine.sink.Delivery;

/** What stands before the JSON of a delivery in its message. Thread-safe. */
interface Header {

    /** The header's bytes, with the space that separates it from the JSON; empty if there is none. */
    byte[] of(Delivery delivery);
}
