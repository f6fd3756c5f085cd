package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a body before its records. Where that is all that is looked for around them, the next page can be asked for
 * before this one is read.
 */
final class BodyHead implements AroundRecords {

    private final JsonCursor cursor;
    private final Names.@Nullable Value[] values;
    private int found;
    private boolean hasRecords;

    private BodyHead(JsonCursor cursor, int scalars) {
        this.cursor = cursor;
        this.values = new Names.@Nullable Value[scalars];
    }

    /** The head of a body; empty if something that is looked for does not stand in it, or it cannot be read. */
    static Optional<BodyHead> of(Slice body, BodyPlaces places, int scalars) {
        BodyHead head = new BodyHead(new JsonCursor(body.array(), body.offset(), body.length()), scalars);
        try {
            return head.reachesRecords(places) && head.found == scalars ? Optional.of(head) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** Passes values up to the records; false if they are not in this one, which has then been passed. */
    private boolean reachesRecords(BodyPlaces at) throws IOException {
        int next = cursor.peek();
        if (at.isRecords()) {
            hasRecords = next == '[' ? cursor.open('[', ']') : next == '{' && cursor.open('{', '}');
            return true;
        }
        if (next == '{' && at.isOnTheWay()) {
            for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) {
                cursor.name();
                BodyPlaces child = at.child(cursor.content());
                if (child == null) {
                    cursor.skip();
                } else if (reachesRecords(child)) {
                    return true;
                }
            }
        } else if (at.scalar().isPresent() && next != '{' && next != '[') {
            values[at.scalar().get()] = Values.read(cursor).orElse(null);
            found++;
        } else {
            cursor.skip();
        }
        return false;
    }

    /** Whether there is a first record. */
    boolean hasRecords() {
        return hasRecords;
    }

    @Override
    public Optional<Names.Value> value(int index) {
        return Optional.ofNullable(values[index]);
    }
}
