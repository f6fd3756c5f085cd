package io.rollcall.sinks.sentinel;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import io.rollcall.sinks.http.HttpOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the Logs Ingestion API needs.
 *
 * @param http with the address of the endpoint
 * @param rule immutable id of the data collection rule
 * @param stream of that rule
 * @param identity who we are
 * @param row what a row consists of
 * @param scope what tokens are for
 * @param fields columns beside the record
 */
public record SentinelOptions(
        HttpOptions http, String rule, String stream, AzureIdentity identity, Row row, String scope, Fields fields) {

    private static final Fields USUAL = Fields.of(usual());

    /** Standard columns and rules of Azure Monitor for names ("Create a custom table"). */
    private static final Naming NAMES = new Naming(
            Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,44}"),
            "1 to 45 letters, digits or _, the first a letter",
            Set.of("TimeGenerated", "EventTime", "RawData", "TenantId", "Type", "UniqueId", "Title", "id"));

    private static final long MOST_BYTES = 1_000_000;
    private static final String RULE = "dcr-[0-9a-fA-F]{32}";
    private static final String STREAM = "(Custom|Microsoft)-[A-Za-z0-9_-]{1,100}";
    private static final String SCOPE = "https://monitor.azure.com";

    /** What a row consists of. */
    public enum Row {
        /** The record as text in the column {@code RawData}, and what is known beside it in others. */
        WRAPPED,
        /** The record itself: its members are columns. */
        RECORD
    }

    /** With the usual fields. */
    public SentinelOptions(
            HttpOptions http, String rule, String stream, AzureIdentity identity, Row row, String scope) {
        this(http, rule, stream, identity, row, scope, USUAL);
    }

    private static Map<String, String> usual() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("RollcallStream", "{stream}");
        columns.put("RollcallKind", "{kind}");
        columns.put("RollcallKey", "{key}");
        columns.put("RollcallVisibleBy", "{visible_by}");
        return columns;
    }

    /** Reads the options out of the mapping of a sink. */
    public static SentinelOptions read(Section section) {
        HttpOptions http = HttpOptions.read(
                section,
                "The address for ingestion of the data collection rule or endpoint.",
                URI.create("https://siem-abcd.westeurope-1.ingest.monitor.azure.com"),
                MOST_BYTES);
        if (http.maxBytes() > MOST_BYTES) {
            section.problem("max_bytes", "must not be more than 1000000, the most the API takes");
        }
        String rule = section.required(
                "rule",
                Types.TEXT,
                "The immutable id of the data collection rule.",
                "dcr-00000000000000000000000000000000");
        if (!rule.matches(RULE)) {
            section.problem("rule", "must be an immutable id: dcr- and 32 hexadecimal digits, not the rule's name");
        }
        String stream = section.required("stream", Types.TEXT, "The stream declared in the rule.", "Custom-Rollcall");
        if (!stream.matches(STREAM)) {
            section.problem("stream", "must begin with Custom- or Microsoft-, as the streams in a rule do");
        }
        Optional<Fields> fields =
                Fields.given(section, "With row: wrapped, columns beside RawData, TimeGenerated and EventTime.", NAMES);
        SentinelOptions options = new SentinelOptions(
                http,
                rule,
                stream,
                section.section("identity", "Who we are to Azure.", AzureIdentity::read),
                section.optional(
                        "row",
                        Types.oneOf(Row.class),
                        Row.WRAPPED,
                        "wrapped: the record as text in the column RawData, and TimeGenerated, EventTime, RollcallStream,"
                                + " RollcallKind, RollcallKey and RollcallVisibleBy; record: the record's own members are the"
                                + " columns, and Azure drops those the rule does not declare."),
                section.optional("audience", Types.TEXT, SCOPE, "What tokens are for; another one in national clouds."),
                fields.orElse(USUAL));
        if (fields.isPresent() && options.row == Row.RECORD) {
            section.problem(
                    "fields", "needs row: wrapped, since with row: record only the record's members are columns");
        }
        return options;
    }
}
