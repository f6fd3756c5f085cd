package io.rollcall.audit.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;

/** A record with its names but without its values. */
final class Redaction {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String HIDDEN = "…";

    private Redaction() {}

    /** The same members with {@code …} in place of each value; nothing of what cannot be read. */
    static String of(String record) {
        StringWriter out = new StringWriter();
        try (JsonParser parser = JSON.createParser(record);
                JsonGenerator json = JSON.createGenerator(out)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    json.writeString(HIDDEN);
                } else {
                    json.copyCurrentEvent(parser);
                }
            }
        } catch (IOException cutOff) {
            return HIDDEN;
        }
        return out.toString();
    }
}
