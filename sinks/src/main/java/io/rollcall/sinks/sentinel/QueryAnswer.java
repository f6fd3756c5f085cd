package io.rollcall.sinks.sentinel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.sinks.http.ExactJson;
import io.rollcall.sinks.http.Inquiry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer of the query API: one table of columns and rows. A query that failed half-way answers with a status of 200 as well, with an
 * {@code error} beside the table or an object where a row should be.
 *
 * @param json of the answer
 */
record QueryAnswer(Inquiry inquiry, JsonNode json) {

    private static final int MOST_ROWS = 500_000;
    private static final String TOO_LARGE = "E_QUERY_RESULT_SET_TOO_LARGE";

    /** The rows, each as an object; empty if the answer holds not all of them because they are too many. */
    Optional<List<JsonNode>> rows() throws CannotTell {
        if (json.has("error")) {
            return tooMany(json.path("error"));
        }
        JsonNode tables = json.path("tables");
        if (tables.size() != 1
                || !tables.path(0).path("rows").isArray()
                || !tables.path(0).path("columns").isArray()) {
            throw inquiry.odd("the answer does not hold one table.");
        }
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode row : tables.path(0).path("rows")) {
            if (!row.isArray()) {
                return tooMany(row);
            }
            rows.add(object(tables.path(0).path("columns"), row));
        }
        return rows.size() >= MOST_ROWS ? Optional.empty() : Optional.of(rows);
    }

    private Optional<List<JsonNode>> tooMany(JsonNode error) throws CannotTell {
        String words = error.toString();
        if (words.contains(TOO_LARGE)) {
            return Optional.empty();
        }
        throw inquiry.odd(
                "the answer is not all there: " + (words.length() > 500 ? words.substring(0, 500) + "…" : words));
    }

    private JsonNode object(JsonNode columns, JsonNode values) throws CannotTell {
        if (columns.size() != values.size()) {
            throw inquiry.odd("a row has " + values.size() + " values for " + columns.size() + " columns.");
        }
        ObjectNode row = ExactJson.object();
        for (int i = 0; i < values.size(); i++) {
            if (!values.path(i).isNull()) {
                row.set(columns.path(i).path("name").asText(), value(columns.path(i), values.path(i)));
            }
        }
        return row;
    }

    /** The value; what stands for a structure is one. */
    private static JsonNode value(JsonNode column, JsonNode value) {
        return column.path("type").asText().equals("dynamic") && value.isTextual()
                ? ExactJson.of(value.asText()).orElse(value)
                : value;
    }

    static Slice slice(JsonNode row) {
        return Slice.of(row.toString().getBytes(StandardCharsets.UTF_8));
    }
}
