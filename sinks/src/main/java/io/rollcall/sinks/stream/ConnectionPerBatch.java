package io.rollcall.sinks.stream;

import io.rollcall.sinks.net.Connection;
import java.io.IOException;

/** A connection for each batch, ended in order after it. Batches of several threads travel side by side. */
final class ConnectionPerBatch implements StreamSink.Connections {

    private final Connector connector;

    ConnectionPerBatch(Connector connector) {
        this.connector = connector;
    }

    @Override
    public void use(StreamSink.Use use) throws IOException, InterruptedException {
        try (Connection connection = connector.connect()) {
            use.on(connection);
            connection.finish();
        }
    }

    @Override
    public String probe() throws IOException, InterruptedException {
        use(connection -> {});
        return "takes connections and closes them when they end, as a receipt needs it";
    }

    @Override
    public void close() {
        // Connections end with their batches.
    }
}
