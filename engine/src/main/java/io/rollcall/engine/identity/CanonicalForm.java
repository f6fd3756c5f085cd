package io.rollcall.engine.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one spelling of a record: members sorted, numbers normalised, ignored paths left out, no white space. */
final class CanonicalForm {

    private static final JsonFactory JSON = new JsonFactory();

    private final PathTree paths;

    CanonicalForm(List<FieldPath> ignored) {
        this.paths = PathTree.of(List.of(), ignored);
    }

    /** @throws IOException if the record is not valid JSON */
    String of(Slice record) throws IOException {
        try (JsonParser parser = JSON.createParser(record.array(), record.offset(), record.length())) {
            parser.nextToken();
            StringBuilder out = new StringBuilder(record.length());
            value(parser, paths, out);
            return out.toString();
        }
    }

    private void value(JsonParser parser, @Nullable PathTree at, StringBuilder out) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            object(parser, at, out);
        } else if (token == JsonToken.START_ARRAY) {
            array(parser, at, out);
        } else if (token == JsonToken.VALUE_STRING) {
            text(parser.getText(), out);
        } else if (token != null && token.isNumeric()) {
            out.append(CanonicalNumber.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
        } else if (token != null && token.isScalarValue()) {
            out.append(parser.getText());
        } else {
            throw new IOException("a record must be a JSON value, but begins with " + token);
        }
    }

    private void object(JsonParser parser, @Nullable PathTree at, StringBuilder out) throws IOException {
        List<String> members = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            PathTree child = at == null ? null : at.child(name);
            parser.nextToken();
            StringBuilder member = new StringBuilder();
            text(name, member);
            value(parser, child, member.append(':'));
            if (child == null || !child.isIgnored()) {
                members.add(member.toString());
            }
        }
        Collections.sort(members);
        out.append('{').append(String.join(",", members)).append('}');
    }

    private void array(JsonParser parser, @Nullable PathTree at, StringBuilder out) throws IOException {
        out.append('[');
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            PathTree child = at == null ? null : at.element(index);
            int before = out.length();
            out.append(index == 0 ? "" : ",");
            value(parser, child, out);
            if (child != null && child.isIgnored()) {
                out.setLength(before);
            }
            index++;
        }
        out.append(']');
    }

    /** A text with its length in front, which needs no escaping to be unambiguous. */
    private static void text(String text, StringBuilder out) {
        out.append('"').append(text.length()).append(':').append(text);
    }
}
