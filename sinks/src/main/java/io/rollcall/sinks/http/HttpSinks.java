package io.rollcall.sinks.http;

import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import io.rollcall.sinks.http.LinesProtocol.Format;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sink {@code http}, and how sinks over HTTP are opened. */
public final class HttpSinks {

    private static final long USUAL_BYTES = 8L << 20;

    private HttpSinks() {}

    /**
     * What the sink {@code http} needs.
     *
     * @param headers sent with each request
     * @param fields what goes along with each record, in an object around it; none for the record alone
     */
    public record LinesOptions(HttpOptions http, Format format, Map<String, Secret> headers, Fields fields) {

        /** Reads the options out of the mapping of a sink. */
        public static LinesOptions read(Section section) {
            HttpOptions http = HttpOptions.read(
                    section, "Where events are posted to.", URI.create("https://siem.example.com/ingest"), USUAL_BYTES);
            Format format = section.optional(
                    "format",
                    Types.oneOf(Format.class),
                    Format.NDJSON,
                    "ndjson: a line for each event; array: one JSON array per request.");
            return new LinesOptions(
                    http,
                    format,
                    readHeaders(section),
                    Fields.read(
                            section,
                            "What goes along with each record: each event is then an object with these members and, as the last one,"
                                    + " the record.",
                            Fields.NONE,
                            Naming.free(LinesProtocol.RECORD)));
        }
    }

    /** Reads headers out of the mapping of a sink. */
    public static Map<String, Secret> readHeaders(Section section) {
        return new LinkedHashMap<>(section.named(
                "headers",
                "Headers sent with each request, such as one for authorization.",
                each -> each.required("value", Types.SECRET, "The header's value.", new Secret("${env:TOKEN}"))));
    }

    /** Opens the sink {@code http}. */
    public static Sink open(LinesOptions options) throws SinkUnreachable {
        return open("http", options.http(), options.headers(), new LinesProtocol(options.format(), options.fields()));
    }

    /**
     * Opens a sink over HTTP; sends nothing yet.
     *
     * @param kind of sink, for people
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(String kind, HttpOptions options, Map<String, Secret> headers, Protocol protocol)
            throws SinkUnreachable {
        String name = kind + " " + options.uri();
        try {
            return new HttpSink(name, protocol, new Courier(options, headers));
        } catch (IOException e) {
            throw new SinkUnreachable(name + ": cannot read the certificates: " + e.getMessage(), e);
        }
    }
}
