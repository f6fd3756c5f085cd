package io.rollcall.sinks.opensearch;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.http.HttpOptions;
import java.net.URI;
import java.util.Optional;

/**
 * What it takes to ask an OpenSearch or Elasticsearch node what is in an index.
 *
 * @param http with the address of the node
 * @param index one or several, by name or pattern, separated by commas
 * @param authorization value of the header of that name; empty for none
 * @param timeField of a document, by which a period is cut
 * @param idField of a document, in which ids are looked up
 * @param filter query string that all documents must match; empty for all
 * @param pageDocuments how many are asked for at once
 */
public record IndexOptions(
        HttpOptions http,
        String index,
        Optional<Secret> authorization,
        String timeField,
        String idField,
        Optional<String> filter,
        int pageDocuments) {

    private static final String INDICES = "[^A-Z\\\\/?\"<>| #:]{1,2000}";
    private static final int USUAL_PAGE = 2000;
    /** The usual {@code index.max_result_window}, beyond which a node answers with an error. */
    private static final int LARGEST_PAGE = 10_000;

    /** Reads the options out of the mapping of a SIEM. */
    public static IndexOptions read(Section section) {
        HttpOptions http = HttpOptions.readAsked(
                section, "The address of a node.", URI.create("https://opensearch.example.com:9200"));
        String index = section.required(
                "index",
                Types.TEXT,
                "The index, alias or data stream events are in; * and commas as in the API.",
                "logs-azure.signinlogs-*");
        if (!index.matches(INDICES) || index.startsWith("_")) {
            section.problem(
                    "index",
                    "names no index: lower case, no spaces and none of \\ / ? \" < > | # :, and not beginning with _");
        }
        return new IndexOptions(
                http,
                index,
                section.maybe(
                        "authorization",
                        Types.SECRET,
                        "The value of the header Authorization, such as 'Basic …' or 'ApiKey …'.",
                        new Secret("${env:OPENSEARCH_AUTHORIZATION}")),
                section.optional(
                        "time_field",
                        Types.TEXT,
                        "@timestamp",
                        "The field with the time of a document, mapped as a date."),
                section.optional(
                        "id_field",
                        Types.TEXT,
                        "id.keyword",
                        "The field with the vendor's id of an event, mapped as a keyword; used where events are looked up by id."),
                section.maybe(
                        "filter", Types.TEXT, "A query string that narrows it down.", "event.dataset:azure.signinlogs"),
                section.optional(
                        "page",
                        Types.integer(1, LARGEST_PAGE),
                        USUAL_PAGE,
                        "How many documents are asked for at once."));
    }
}
