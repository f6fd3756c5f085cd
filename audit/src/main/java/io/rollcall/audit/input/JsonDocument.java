package io.rollcall.audit.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Records in JSON that is not one object a line: an array of objects, an object with such an array in it as APIs answer, or
 * objects written over several lines one after the other.
 */
final class JsonDocument {

    /** Members that hold the records of an answer: Graph, Splunk, CloudTrail, search engines (within {@code hits}). */
    static final List<String> ARRAYS = List.of("value", "results", "Records", "records", "hits");

    private static final JsonFactory JSON = new JsonFactory();

    private final Receiver receiver;
    private boolean wantsMore = true;

    JsonDocument(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Reads to the end, to the first mistake, or until the receiver wants no more. */
    void read(InputStream in) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            try {
                while (wantsMore && parser.nextToken() != null) {
                    root(parser);
                }
            } catch (JsonProcessingException malformed) {
                receiver.damaged(
                        malformed.getLocation() == null
                                ? 0
                                : malformed.getLocation().getLineNr(),
                        "the document is cut off or damaged, nothing after it was read: "
                                + malformed.getOriginalMessage());
            }
        }
    }

    private void root(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            elements(parser);
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            long line = parser.currentTokenLocation().getLineNr();
            ByteArrayBuilder bytes = new ByteArrayBuilder();
            boolean isAnswer;
            try (JsonGenerator copy = JSON.createGenerator(bytes)) {
                isAnswer = object(parser, copy);
            }
            if (!isAnswer) {
                hand(line, bytes);
            }
        } else {
            receiver.damaged(parser.currentTokenLocation().getLineNr(), "it is no JSON object");
        }
    }

    /** Passes an object; whether it held an array of records, which have been handed on. If not, it has been copied. */
    private boolean object(JsonParser parser, JsonGenerator copy) throws IOException {
        boolean isAnswer = false;
        copy.writeStartObject();
        while (wantsMore && parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (ARRAYS.contains(name) && value == JsonToken.START_ARRAY) {
                isAnswer = true;
                elements(parser);
            } else if (name.equals("hits") && value == JsonToken.START_OBJECT) {
                copy.writeFieldName(name);
                isAnswer |= object(parser, copy);
            } else {
                copy.writeFieldName(name);
                copyValue(parser, copy);
            }
        }
        copy.writeEndObject();
        return isAnswer;
    }

    private void elements(JsonParser parser) throws IOException {
        while (wantsMore && parser.nextToken() != JsonToken.END_ARRAY) {
            long line = parser.currentTokenLocation().getLineNr();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                receiver.damaged(line, "an element is no JSON object");
                parser.skipChildren();
                continue;
            }
            ByteArrayBuilder bytes = new ByteArrayBuilder();
            try (JsonGenerator copy = JSON.createGenerator(bytes)) {
                copyValue(parser, copy);
            }
            hand(line, bytes);
        }
    }

    /** Copies the value the parser stands at, numbers as they are written. */
    private static void copyValue(JsonParser parser, JsonGenerator copy) throws IOException {
        int depth = 0;
        while (true) {
            copy.copyCurrentEventExact(parser);
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
            if (parser.nextToken() == null) {
                throw new IOException("the document ends within a record");
            }
        }
    }

    private void hand(long line, ByteArrayBuilder bytes) throws IOException {
        wantsMore &= receiver.record(line, Slice.of(bytes.toByteArray()));
        bytes.release();
    }
}
