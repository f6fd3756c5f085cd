package io.rollcall.sinks.splunk;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.HttpSinks;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Events to a Splunk HTTP Event Collector. */
public final class SplunkSink {

    private SplunkSink() {}

    /**
     * Opens the sink; sends nothing yet.
     *
     * @param hostname the name of this machine
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(SplunkOptions options, String hostname, Clock clock) throws SinkUnreachable {
        Map<String, Secret> headers = new LinkedHashMap<>();
        headers.put("Authorization", new Secret("Splunk " + options.token().reveal()));
        if (options.acknowledge()) {
            headers.put("X-Splunk-Request-Channel", new Secret(channel(options, hostname)));
        }
        return HttpSinks.open("splunk-hec", options.http(), headers, new SplunkProtocol(options, hostname, clock));
    }

    /** A channel of this machine's own; acknowledgements are told per channel. */
    private static String channel(SplunkOptions options, String hostname) {
        String name = "rollcall " + hostname + " " + options.http().uri();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
