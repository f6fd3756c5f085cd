package io.rollcall.sinks.sentinel;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.http.HttpOptions;
import java.net.URI;
import java.time.Duration;

/**
 * What it takes to query a Log Analytics workspace.
 *
 * @param http with the address of the API
 * @param workspace its id
 * @param query that yields the rows that are meant, each as it is in its table
 * @param timeColumn by which a period is cut
 * @param idColumn in which ids are looked up
 * @param identity who we are
 * @param audience what tokens are for
 * @param lookAround how far from the time a question names rows are looked up by id
 */
public record WorkspaceOptions(
        HttpOptions http,
        String workspace,
        String query,
        String timeColumn,
        String idColumn,
        AzureIdentity identity,
        String audience,
        Duration lookAround) {

    private static final URI API = URI.create("https://api.loganalytics.azure.com");
    private static final String COLUMN = "[A-Za-z_][A-Za-z0-9_]{0,200}";
    private static final String WORKSPACE = "[0-9a-fA-F-]{36}";

    /** Reads the options out of the mapping of a SIEM. */
    public static WorkspaceOptions read(Section section) {
        HttpOptions http = HttpOptions.readAsked(section, "The address of the query API.", API);
        String workspace = section.required(
                "workspace", Types.TEXT, "The workspace's id.", "99999999-8888-4777-8666-555555555555");
        if (!workspace.matches(WORKSPACE)) {
            section.problem("workspace", "must be the workspace's id, 36 characters, not its name");
        }
        String timeColumn =
                section.optional("time_column", Types.TEXT, "TimeGenerated", "The column with the time of a row.");
        String idColumn =
                section.optional("id_column", Types.TEXT, "Id", "The column with the vendor's id of an event.");
        if (!timeColumn.matches(COLUMN)) {
            section.problem("time_column", "is no name of a column");
        }
        if (!idColumn.matches(COLUMN)) {
            section.problem("id_column", "is no name of a column");
        }
        return new WorkspaceOptions(
                http,
                workspace,
                section.required(
                        "query",
                        Types.TEXT,
                        "What yields the rows that are meant: a table, or a query that leaves rows as they are.",
                        "SigninLogs"),
                timeColumn,
                idColumn,
                section.section("identity", "Who we are to Azure.", AzureIdentity::read),
                section.optional(
                        "audience", Types.TEXT, API.toString(), "What tokens are for; another one in national clouds."),
                section.optional(
                        "look_around",
                        Types.DURATION,
                        Duration.ofDays(1),
                        "How far from an event's time it is looked up by its id."));
    }
}
