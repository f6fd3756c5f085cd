package io.rollcall.sinks.loki;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpSinks;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Loki needs.
 *
 * @param http with the path of the push endpoint
 * @param headers sent with each request
 * @param labels that all entries have besides those for the stream
 * @param time which time an entry stands at
 * @param fields structured metadata of each entry
 */
public record LokiOptions(
        HttpOptions http, Map<String, Secret> headers, Map<String, String> labels, Time time, Fields fields) {

    static final String PUSH = "/loki/api/v1/push";

    private static final long USUAL_BYTES = 1L << 20;
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";

    private static final Naming NAMES =
            new Naming(Pattern.compile(LABEL), "letters, digits and _, and not begin with a digit", Set.of());

    /** Which time an entry stands at. */
    public enum Time {
        /** The event's own, and when the API had shown it where Loki does not take that. */
        EVENT,
        /** When the API had shown it. */
        VISIBLE_BY
    }

    public LokiOptions {
        headers = Map.copyOf(headers);
        labels = Map.copyOf(labels);
    }

    /** Without structured metadata. */
    public LokiOptions(HttpOptions http, Map<String, Secret> headers, Map<String, String> labels, Time time) {
        this(http, headers, labels, time, Fields.NONE);
    }

    /** Reads the options out of the mapping of a sink. */
    public static LokiOptions read(Section section) {
        HttpOptions http = HttpOptions.read(
                section,
                "Loki's address; its path is " + PUSH + " unless another one is given.",
                URI.create("https://loki.example.com:3100"),
                USUAL_BYTES);
        Map<String, Secret> headers = new LinkedHashMap<>(HttpSinks.readHeaders(section));
        section.maybe("tenant", Types.TEXT, "The tenant (X-Scope-OrgID), where Loki has several.", "security")
                .ifPresent(tenant -> headers.put("X-Scope-OrgID", new Secret(tenant)));
        Map<String, String> labels = new LinkedHashMap<>(section.named(
                "labels",
                "Labels of all entries, besides job, rollcall_stream and rollcall_kind.",
                each -> each.required("value", Types.TEXT, "The label's value.", "production")));
        labels.keySet().stream()
                .filter(name -> !name.matches(LABEL) || name.startsWith("rollcall_"))
                .forEach(name -> section.problem(
                        "labels",
                        "'" + name
                                + "' is no name of a label: letters, digits and _, and not beginning with rollcall_"));
        return new LokiOptions(
                http.atUnlessGiven(PUSH),
                headers,
                labels,
                section.optional(
                        "time",
                        Types.oneOf(Time.class),
                        Time.EVENT,
                        "At which time an entry stands: event: the event's own, and visible-by where Loki does not take that"
                                + " because it is too old; visible-by: when the API had shown it."),
                Fields.read(
                        section,
                        "Structured metadata of each entry, which Loki must allow (allow_structured_metadata).",
                        Fields.NONE,
                        NAMES));
    }
}
