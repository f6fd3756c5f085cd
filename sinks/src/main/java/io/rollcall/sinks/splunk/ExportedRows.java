package io.rollcall.sinks.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Siem;
import io.rollcall.sinks.http.ExactJson;
import io.rollcall.sinks.http.Inquiry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The lines of an export, each an object: rows with their number, of which the last one says so; and messages. The status of 200 stands before
 * all of them, so only they tell whether the search came to its end. Used by one thread, for one answer.
 */
final class ExportedRows {

    private final Inquiry inquiry;
    private final Siem.Taker taker;
    private final boolean acceptsWarnings;
    private long rows;
    private boolean isLast;

    ExportedRows(Inquiry inquiry, Siem.Taker taker, boolean acceptsWarnings) {
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
        if (isLast || row.path("offset").asLong(-1) != rows) {
            throw inquiry.odd("row " + row.path("offset") + " came where " + (isLast ? "none" : rows) + " was due.");
        }
        if (!row.path("result").path("_raw").isTextual()) {
            throw inquiry.wrong("a row has no _raw, in which the event is. Check search in the configuration.");
        }
        taker.take(Slice.of(row.toString().getBytes(StandardCharsets.UTF_8)));
        rows++;
    }

    /** @throws CannotTell if the answer ended before the search did */
    void end() throws CannotTell {
        if (!isLast) {
            throw inquiry.odd("the answer ended after " + rows + " rows, and none of them is called the last.");
        }
    }
}
