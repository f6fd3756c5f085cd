package io.rollcall.sinks.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.sinks.http.ExactJson;
import io.rollcall.sinks.http.Inquiry;
import java.io.IOException;

/**
 * The lines of an export, each an object: rows in one set or several, each row with its number in the set or in all, and the last of a set says
 * so; and messages. The status of 200 stands before all of them, so only they tell what became of the search. Used by one thread, for one answer.
 */
final class ExportedRows {

    private final Inquiry inquiry;
    private final RowTaker taker;
    private final boolean acceptsWarnings;
    private long rows;
    private long setBegan;
    private boolean isLast;

    /** What takes the rows, each with its {@code result}. */
    interface RowTaker {
        void take(JsonNode row) throws CannotTell, IOException;
    }

    ExportedRows(Inquiry inquiry, RowTaker taker, boolean acceptsWarnings) {
        this.inquiry = inquiry;
        this.taker = taker;
        this.acceptsWarnings = acceptsWarnings;
    }

    void take(String line) throws CannotTell, IOException {
        if (line.isBlank()) {
            return;
        }
        JsonNode row = ExactJson.of(line)
                .orElseThrow(() -> inquiry.odd("a line of the answer is cut off or no JSON, after " + rows + " rows."));
        messages(row);
        if (row.path("preview").asBoolean(false)) {
            throw inquiry.odd("the answer holds previews, which are no results.");
        }
        if (row.has("result")) {
            result(row);
        }
        isLast |= row.path("lastrow").asBoolean(false);
    }

    private void messages(JsonNode row) throws CannotTell {
        for (JsonNode message : row.path("messages")) {
            String type = message.path("type").asText();
            boolean isHarmless =
                    type.equals("DEBUG") || type.equals("INFO") || (type.equals("WARN") && acceptsWarnings);
            if (!isHarmless) {
                throw inquiry.odd(type + ": " + message.path("text").asText() + "."
                        + (type.equals("WARN") ? " If that is harmless, set accept_warnings." : ""));
            }
        }
    }

    private void result(JsonNode row) throws CannotTell, IOException {
        long offset = row.path("offset").asLong(-1);
        if (isLast && offset == 0) {
            setBegan = rows;
        }
        if (offset != rows && offset != rows - setBegan) {
            throw inquiry.odd("row " + row.path("offset") + " came where " + (rows - setBegan) + " was due.");
        }
        isLast = false;
        taker.take(row);
        rows++;
    }

    long rows() {
        return rows;
    }

    /** @throws CannotTell if the answer ended before the search did */
    void end() throws CannotTell {
        if (!isLast) {
            throw inquiry.odd("the answer ended after " + rows + " rows, and none of them is called the last.");
        }
    }
}
