package io.rollcall.sinks.splunk;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import io.rollcall.sinks.http.HttpOptions;
import java.net.URI;
import java.util.Optional;

/**
 * What an HTTP Event Collector needs.
 *
 * @param http with the path of the collector's event endpoint
 * @param token of the collector
 * @param index where events go; the token's own if empty
 * @param sourcetype of all events
 * @param acknowledge whether a receipt waits until indexers have the events; the token must have acknowledgement on
 * @param fields indexed beside the record
 */
public record SplunkOptions(
        HttpOptions http, Secret token, Optional<String> index, String sourcetype, boolean acknowledge, Fields fields) {

    static final String EVENTS = "/services/collector/event";

    private static final long USUAL_BYTES = 1L << 20;
    private static final Fields USUAL = Fields.usual("rollcall_", "stream", "kind", "key", "visible_by");
    private static final Naming NAMES = Naming.free("host", "source", "sourcetype", "index", "time");

    /** With the usual fields. */
    public SplunkOptions(
            HttpOptions http, Secret token, Optional<String> index, String sourcetype, boolean acknowledge) {
        this(http, token, index, sourcetype, acknowledge, USUAL);
    }

    /** Reads the options out of the mapping of a sink. */
    public static SplunkOptions read(Section section) {
        HttpOptions http = HttpOptions.read(
                section,
                "The collector's address; its path is " + EVENTS + " unless another one is given.",
                URI.create("https://splunk.example.com:8088"),
                USUAL_BYTES);
        return new SplunkOptions(
                http.atUnlessGiven(EVENTS),
                section.required("token", Types.SECRET, "The collector's token.", new Secret("${env:HEC_TOKEN}")),
                section.maybe("index", Types.TEXT, "The index; the token's own if left out.", "security"),
                section.optional("sourcetype", Types.TEXT, "_json", "The source type of all events."),
                section.optional(
                        "acknowledge",
                        Types.FLAG,
                        false,
                        "Whether a batch counts as accepted only when indexers have acknowledged it. The token must have"
                                + " indexer acknowledgement switched on."),
                Fields.read(section, "Indexed fields beside the event.", USUAL, NAMES));
    }
}
