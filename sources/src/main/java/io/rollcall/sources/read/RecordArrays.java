package io.rollcall.sources.read;

import io.rollcall.engine.event.CompactJson;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.json.ScalarKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bodies into records: one pass over the bytes, which finds the array of records, slices it by byte offset, and picks up
 * a few scalars around it. Builds no tree. The array may be null, which means no records; that it is missing is a mistake.
 */
final class RecordArrays implements AroundRecords {

    /** Takes the records one by one. */
    interface Receiver {

        /** What each record is scanned with before it is handed over. */
        RecordScanner scanner();

        /**
         * Takes one.
         *
         * @param record without insignificant white space
         * @param checksum of its canonical content
         */
        void accept(Slice record, long checksum) throws IOException;
    }

    private final BodyPlaces places;
    private final @Nullable String[] scalars;

    /** @param around scalars to pick up, by index */
    RecordArrays(FieldPath records, List<FieldPath> around) {
        this.places = BodyPlaces.of(records, around);
        this.scalars = new @Nullable String[around.size()];
    }

    /** @throws IOException if the body is not JSON, is cut off, or has no such array; the message says where */
    void read(Slice body, Receiver receiver) throws IOException {
        Arrays.fill(scalars, null);
        JsonCursor cursor = new JsonCursor(body.array(), body.offset(), body.length());
        if (cursor.peek() < 0) {
            throw new IOException("the body is empty");
        }
        if (!value(cursor, places, receiver)) {
            throw new IOException("the body has no array of records");
        }
        cursor.requireEnd();
    }

    /** What stands before the records of a body that has not been read yet, if that is all there is around them. */
    Optional<BodyHead> head(Slice body) {
        return BodyHead.of(body, places, scalars.length);
    }

    /** In the body read last. */
    @Override
    public Optional<String> scalar(int index) {
        return Optional.ofNullable(scalars[index]);
    }

    /** Passes a value; whether the records were in it. */
    private boolean value(JsonCursor cursor, BodyPlaces at, Receiver receiver) throws IOException {
        int next = cursor.peek();
        if (at.isRecords()) {
            records(cursor, next, receiver);
            return true;
        }
        if (next == '{' && at.isOnTheWay()) {
            return object(cursor, at, receiver);
        }
        if (at.scalar().isPresent() && next != '{' && next != '[') {
            scalars[at.scalar().get()] = cursor.scalar() == ScalarKind.NULL ? null : cursor.content();
        } else {
            cursor.skip();
        }
        return false;
    }

    private boolean object(JsonCursor cursor, BodyPlaces at, Receiver receiver) throws IOException {
        boolean isFound = false;
        for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) {
            cursor.name();
            BodyPlaces child = at.child(cursor.content());
            if (child == null) {
                cursor.skip();
            } else {
                isFound |= value(cursor, child, receiver);
            }
        }
        return isFound;
    }

    private static void records(JsonCursor cursor, int next, Receiver receiver) throws IOException {
        if (next != '[') {
            if (next == '{' || cursor.scalar() != ScalarKind.NULL) {
                throw new IOException("where the array of records should be there is something else");
            }
            return;
        }
        RecordScanner scanner = receiver.scanner();
        for (boolean more = cursor.open('[', ']'); more; more = cursor.next(']')) {
            int unused = cursor.peek();
            int start = cursor.at();
            int spaces = cursor.spaces();
            long checksum = scanner.scan(cursor);
            Slice record = new Slice(cursor.bytes(), start, cursor.at() - start);
            receiver.accept(cursor.spaces() == spaces ? record : CompactJson.of(record), checksum);
        }
    }
}
