package io.rollcall.sinks.loki;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.http.HttpSinks;

/** Events to Grafana Loki. */
public final class LokiSink {

    private LokiSink() {}

    /**
     * Opens the sink; sends nothing yet.
     *
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(LokiOptions options) throws SinkUnreachable {
        return HttpSinks.open("loki", options.http(), options.headers(), new PushProtocol(options));
    }
}
