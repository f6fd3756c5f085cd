package io.rollcall.sinks.opensearch;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.HttpSinks;
import java.util.Map;

/** Events into an index of OpenSearch or Elasticsearch. */
public final class OpenSearchSink {

    private OpenSearchSink() {}

    /**
     * Opens the sink; sends nothing yet.
     *
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(OpenSearchOptions options) throws SinkUnreachable {
        Map<String, Secret> headers = options.authorization()
                .map(value -> Map.of("Authorization", value))
                .orElse(Map.of());
        return HttpSinks.open(
                "opensearch", options.http().at("/" + options.index() + "/_bulk"), headers, new BulkProtocol(options));
    }
}
