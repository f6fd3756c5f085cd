package io.rollcall.sinks.opensearch;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import io.rollcall.sinks.http.HttpOptions;
import java.net.URI;
import java.util.Optional;

/**
 * What an OpenSearch or Elasticsearch node needs.
 *
 * @param http with the address of the node
 * @param index index, alias or data stream events go into
 * @param authorization value of the header of that name; empty for none
 * @param metadata what is added to a record
 * @param fields members of {@code rollcall_delivery}, if that is added
 */
public record OpenSearchOptions(
        HttpOptions http, String index, Optional<Secret> authorization, Metadata metadata, Fields fields) {

    private static final Fields USUAL = Fields.usual("", "stream", "kind", "key", "visible_by");

    private static final long USUAL_BYTES = 8L << 20;
    private static final String INDEX = "[^A-Z\\\\/*?\"<>| ,#:]{1,255}";

    /** What is added to a record. */
    public enum Metadata {
        /** Nothing: the record is the document, byte for byte. */
        NONE,
        /** {@code @timestamp} and {@code rollcall_delivery} before the record's own members, as data streams need. */
        FIELDS
    }

    /** With the usual fields. */
    public OpenSearchOptions(HttpOptions http, String index, Optional<Secret> authorization, Metadata metadata) {
        this(http, index, authorization, metadata, USUAL);
    }

    /** Reads the options out of the mapping of a sink. */
    public static OpenSearchOptions read(Section section) {
        HttpOptions http = HttpOptions.read(
                section, "The address of a node.", URI.create("https://opensearch.example.com:9200"), USUAL_BYTES);
        String index = section.required(
                "index", Types.TEXT, "The index, alias or data stream events go into.", "rollcall-signins");
        if (!index.matches(INDEX) || index.startsWith("_") || index.startsWith("-") || index.startsWith("+")) {
            section.problem(
                    "index",
                    "is no name of an index: lower case, no spaces and none of \\ / * ? \" < > | , # :, and it does not"
                            + " start with _, - or +");
        }
        Optional<Fields> fields =
                Fields.given(section, "With metadata: fields, the members of 'rollcall_delivery'.", Naming.free());
        OpenSearchOptions options = new OpenSearchOptions(
                http,
                index,
                section.maybe(
                        "authorization",
                        Types.SECRET,
                        "The value of the header Authorization, such as 'Basic …' or 'ApiKey …'.",
                        new Secret("${env:OPENSEARCH_AUTHORIZATION}")),
                section.optional(
                        "metadata",
                        Types.oneOf(Metadata.class),
                        Metadata.NONE,
                        "none: the record is the document, untouched; fields: @timestamp and an object 'rollcall_delivery' (stream,"
                                + " kind, key, visible_by) are put before its own members, as data streams need, unless it has them itself."),
                fields.orElse(USUAL));
        if (fields.isPresent() && options.metadata == Metadata.NONE) {
            section.problem("fields", "needs metadata: fields, since they stand in 'rollcall_delivery'");
        }
        return options;
    }
}
