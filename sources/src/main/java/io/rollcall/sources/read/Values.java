package io.rollcall.sources.read;

import io.rollcall.engine.event.CompactJson;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.json.ScalarKind;
import java.io.IOException;
import java.util.Optional;

/** Reads values of any kind for templates: a list's text is its elements joined by commas. */
final class Values {

    private Values() {}

    /** The value the cursor stands before, and passes; empty for null. */
    static Optional<Names.Value> read(JsonCursor cursor) throws IOException {
        int next = cursor.peek();
        if (next == '[') {
            return Optional.of(list(cursor));
        }
        if (next == '{') {
            String json = skipped(cursor);
            return Optional.of(new Names.Value(json, json));
        }
        ScalarKind kind = cursor.scalar();
        if (kind == ScalarKind.NULL) {
            return Optional.empty();
        }
        String content = cursor.content();
        return Optional.of(kind == ScalarKind.TEXT ? Names.Value.of(content) : Names.Value.number(content));
    }

    private static Names.Value list(JsonCursor cursor) throws IOException {
        int start = cursor.at();
        StringBuilder joined = new StringBuilder();
        for (boolean more = cursor.open('[', ']'); more; more = cursor.next(']')) {
            joined.append(joined.isEmpty() ? "" : ",")
                    .append(read(cursor).map(Names.Value::text).orElse(""));
        }
        Slice raw = new Slice(cursor.bytes(), start, cursor.at() - start);
        return new Names.Value(joined.toString(), CompactJson.of(raw).toString());
    }

    private static String skipped(JsonCursor cursor) throws IOException {
        int start = cursor.at();
        cursor.skip();
        return CompactJson.of(new Slice(cursor.bytes(), start, cursor.at() - start))
                .toString();
    }

    /** A text that is JSON, as in a header; any other text is itself. */
    static Names.Value parsed(String text) {
        try {
            JsonCursor cursor = cursor(Slice.utf8(text));
            Optional<Names.Value> value = read(cursor);
            cursor.requireEnd();
            return value.orElseGet(() -> Names.Value.of(text));
        } catch (IOException notJson) {
            return Names.Value.of(text);
        }
    }

    /** The value at a place of a body, in arrays too; empty if it is not there, is null, or the body is not JSON. */
    static Optional<Names.Value> at(Slice body, FieldPath path) {
        try {
            return at(cursor(body), path, 0);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Names.Value> at(JsonCursor cursor, FieldPath path, int depth) throws IOException {
        if (depth == path.names().size()) {
            return read(cursor);
        }
        int next = cursor.peek();
        if (next != '{' && next != '[') {
            return Optional.empty();
        }
        char closing = next == '{' ? '}' : ']';
        int index = 0;
        for (boolean more = cursor.open((char) next, closing); more; more = cursor.next(closing)) {
            String name = String.valueOf(index++);
            if (next == '{') {
                cursor.name();
                name = cursor.content();
            }
            if (name.equals(path.names().get(depth))) {
                return at(cursor, path, depth + 1);
            }
            cursor.skip();
        }
        return Optional.empty();
    }

    private static JsonCursor cursor(Slice body) {
        return new JsonCursor(body.array(), body.offset(), body.length());
    }
}
