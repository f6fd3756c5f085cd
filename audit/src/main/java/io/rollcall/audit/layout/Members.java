package io.rollcall.audit.layout;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of an object by name, each as the bytes of its value. */
final class Members {

    private final Map<String, Slice> values;

    private Members(Map<String, Slice> values) {
        this.values = values;
    }

    /** @throws IOException if it is no well-formed object */
    static Members of(Slice object) throws IOException {
        Map<String, Slice> values = new HashMap<>();
        JsonCursor cursor = new JsonCursor(object.array(), object.offset(), object.length());
        for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) {
            cursor.name();
            String name = cursor.content();
            int unused = cursor.peek();
            int from = cursor.at();
            cursor.skip();
            values.put(name, new Slice(object.array(), from, cursor.at() - from));
        }
        cursor.requireEnd();
        return new Members(values);
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of that name if it is an object. */
    Optional<Slice> object(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> value.array()[value.offset()] == '{');
    }

    /** The content of the value of that name if it is a text. */
    Optional<Slice> text(String name) throws IOException {
        Slice value = values.get(name);
        if (value == null || value.array()[value.offset()] != '"') {
            return Optional.empty();
        }
        JsonCursor cursor = new JsonCursor(value.array(), value.offset(), value.length());
        io.rollcall.engine.json.ScalarKind unused = cursor.scalar();
        return Optional.of(
                cursor.isPlain()
                        ? new Slice(value.array(), cursor.from(), cursor.to() - cursor.from())
                        : Slice.of(cursor.content().getBytes(StandardCharsets.UTF_8)));
    }
}
