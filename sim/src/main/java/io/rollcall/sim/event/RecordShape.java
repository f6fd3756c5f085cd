package io.rollcall.sim.event;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Maker of the records of a stream. The same version gives the same record, byte for byte. Thread-safe. */
@FunctionalInterface
public interface RecordShape {
    ObjectNode record(EventVersion version);
}
