package io.rollcall.sinks.stream;

import io.rollcall.sinks.net.Connection;
import java.io.IOException;

/** Opens connections to the receiver. Thread-safe. */
@FunctionalInterface
public interface Connector {

    Connection connect() throws IOException, InterruptedException;
}
