package io.rollcall.sinks.otlp;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.http.HttpSinks;

/** Events as log records of OpenTelemetry. */
public final class OtlpSink {

    private OtlpSink() {}

    /**
     * Opens the sink; sends nothing yet.
     *
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(OtlpOptions options) throws SinkUnreachable {
        return HttpSinks.open("otlp", options.http(), options.headers(), new LogsProtocol(options));
    }
}
