package io.rollcall.sinks;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;

/** A sink that has been configured and is to be opened. */
@FunctionalInterface
public interface SinkFactory {

    /**
     * Opens the sink. Sinks on the network do not connect yet: a receiver may be down when Rollcall starts.
     *
     * @throws SinkUnreachable if it cannot be used until somebody changes something on this machine
     */
    Sink open(Surroundings surroundings) throws SinkUnreachable;
}
