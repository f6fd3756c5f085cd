package io.rollcall.sinks.sentinel;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpSinks;
import java.io.IOException;
import java.util.Map;

/** Events to a table of Microsoft Sentinel. */
public final class SentinelSink {

    private static final String API_VERSION = "2023-01-01";

    private SentinelSink() {}

    /**
     * Opens the sink; sends nothing yet.
     *
     * @param clock by which tokens grow old
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(SentinelOptions options, Clock clock) throws SinkUnreachable {
        HttpOptions http = options.http()
                .at("/dataCollectionRules/" + options.rule() + "/streams/" + options.stream() + "?api-version="
                        + API_VERSION);
        try {
            Tokens tokens = new Tokens(options.identity(), options.scope(), options.http(), clock);
            return HttpSinks.open("sentinel", http, Map.of(), new IngestionProtocol(options, tokens));
        } catch (IOException e) {
            throw new SinkUnreachable("sentinel: cannot read the certificates: " + e.getMessage(), e);
        }
    }
}
