package io.rollcall.sinks.otlp;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpSinks;
import java.net.URI;
import java.util.Map;

/**
 * What a receiver of OTLP needs.
 *
 * @param http with the path for logs
 * @param headers sent with each request
 * @param serviceName the resource's attribute {@code service.name}
 * @param fields attributes of each log record
 */
public record OtlpOptions(HttpOptions http, Map<String, Secret> headers, String serviceName, Fields fields) {

    static final String LOGS = "/v1/logs";

    private static final long USUAL_BYTES = 4L << 20;

    private static final Fields USUAL = Fields.usual("rollcall.", "stream", "kind", "key", "visible_by");

    public OtlpOptions {
        headers = Map.copyOf(headers);
    }

    /** With the usual fields. */
    public OtlpOptions(HttpOptions http, Map<String, Secret> headers, String serviceName) {
        this(http, headers, serviceName, USUAL);
    }

    /** Reads the options out of the mapping of a sink. */
    public static OtlpOptions read(Section section) {
        HttpOptions http = HttpOptions.read(
                section,
                "The receiver's address; its path is " + LOGS + " unless another one is given.",
                URI.create("https://otel.example.com:4318"),
                USUAL_BYTES);
        return new OtlpOptions(
                http.atUnlessGiven(LOGS),
                HttpSinks.readHeaders(section),
                section.optional("service_name", Types.TEXT, "rollcall", "The resource's attribute service.name."),
                Fields.read(section, "Attributes of each log record.", USUAL, Naming.free()));
    }
}
