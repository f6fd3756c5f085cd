package io.rollcall.sinks.loki;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.http.HttpOptions;
import io.rollcall.sinks.http.HttpSinks;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What it takes to query Loki.
 *
 * @param http with the path of the query endpoint
 * @param headers sent with each request
 * @param selector of the streams of entries that are meant
 * @param pageEntries how many are asked for at once
 * @param lookAround how far from the time a question names entries are looked up by id
 */
public record QueryOptions(
        HttpOptions http, Map<String, Secret> headers, String selector, int pageEntries, Duration lookAround) {

    static final String QUERY_RANGE = "/loki/api/v1/query_range";

    /** Loki's own limit, unless its operator has set another one ({@code max_entries_limit_per_query}). */
    private static final int USUAL_LIMIT = 5000;

    public QueryOptions {
        headers = Map.copyOf(headers);
    }

    /** Reads the options out of the mapping of a SIEM. */
    public static QueryOptions read(Section section) {
        HttpOptions http = HttpOptions.readAsked(
                section,
                "Loki's address; its path is " + QUERY_RANGE + " unless another one is given.",
                URI.create("https://loki.example.com:3100"));
        Map<String, Secret> headers = new LinkedHashMap<>(HttpSinks.readHeaders(section));
        section.maybe("tenant", Types.TEXT, "The tenant (X-Scope-OrgID), where Loki has several.", "security")
                .ifPresent(tenant -> headers.put("X-Scope-OrgID", new Secret(tenant)));
        String selector = section.required(
                "selector",
                Types.TEXT,
                "Which streams of entries are meant.",
                "{job=\"rollcall\",rollcall_kind=\"event\"}");
        if (!selector.startsWith("{") || !selector.endsWith("}")) {
            section.problem(
                    "selector",
                    "must be a selector of streams alone, {…}: anything behind it could change or drop entries");
        }
        return new QueryOptions(
                http.atUnlessGiven(QUERY_RANGE),
                headers,
                selector,
                section.optional(
                        "page",
                        Types.integer(2, 1_000_000),
                        USUAL_LIMIT,
                        "How many entries are asked for at once; no more than Loki's max_entries_limit_per_query."),
                section.optional(
                        "look_around",
                        Types.DURATION,
                        Duration.ofDays(1),
                        "How far from an event's time it is looked up by its id."));
    }
}
