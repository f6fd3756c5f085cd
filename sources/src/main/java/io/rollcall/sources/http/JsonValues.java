package io.rollcall.sources.http;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks single values up in small JSON bodies. */
public final class JsonValues {

    private JsonValues() {}

    /** The scalar at a place, as text; empty if it is not there, is null, or the body is not JSON. */
    public static Optional<String> at(Slice body, FieldPath path) {
        RecordScanner scanner = new RecordScanner(List.of(path), List.of());
        try {
            long unused = scanner.scan(new JsonCursor(body.array(), body.offset(), body.length()));
            return scanner.captured(0);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
