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
 * Cuts bodies into records: one pass over the bytes, which finds the records, slices them by byte offset, and picks up a few
 * values around them. Builds no tree. An array may be null, which means no records; that all are missing is a mistake unless
 * they may be.
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
    private final Names.@Nullable Value[] values;
    private final boolean mayBeMissing;
    private int count;

    /** @param around values to pick up, by index */
    RecordArrays(List<FieldPath> records, List<FieldPath> around, boolean mayBeMissing) {
        this.places = BodyPlaces.of(records, around);
        this.values = new Names.@Nullable Value[around.size()];
        this.mayBeMissing = mayBeMissing;
    }

    /** @throws IOException if the body is not JSON, is cut off, or has no such array; the message says where */
    void read(Slice body, Receiver receiver) throws IOException {
        Arrays.fill(values, null);
        count = 0;
        JsonCursor cursor = new JsonCursor(body.array(), body.offset(), body.length());
        if (cursor.peek() < 0) {
            throw new IOException("the body is empty");
        }
        if (!value(cursor, places, receiver) && !mayBeMissing) {
            throw new IOException(
                    "the body has no array of records; check 'records', and if the API leaves it out where there"
                            + " are none, say 'records_may_be_missing: true'");
        }
        cursor.requireEnd();
    }

    /** Records in the body read last, as the API counts them, whatever became of each. */
    int count() {
        return count;
    }

    /** What stands before the records of a body that has not been read yet, if that is all there is around them. */
    Optional<BodyHead> head(Slice body) {
        return BodyHead.of(body, places, values.length);
    }

    /** In the body read last. */
    @Override
    public Optional<Names.Value> value(int index) {
        return Optional.ofNullable(values[index]);
    }

    /** Passes a value; whether the records were in it. */
    private boolean value(JsonCursor cursor, BodyPlaces at, Receiver receiver) throws IOException {
        int next = cursor.peek();
        if (at.isRecords()) {
            records(cursor, next, at, receiver);
            return true;
        }
        if (next == '{' && at.isOnTheWay()) {
            return object(cursor, at, receiver);
        }
        if (at.scalar().isPresent()) {
            values[at.scalar().get()] = Values.read(cursor).orElse(null);
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

    private void records(JsonCursor cursor, int next, BodyPlaces at, Receiver receiver) throws IOException {
        boolean isArray = at.content() == BodyPlaces.Content.ARRAY;
        if (next != (isArray ? '[' : '{')) {
            if (next == '{' || next == '[' || cursor.scalar() != ScalarKind.NULL) {
                throw new IOException(unexpected(isArray, next));
            }
        } else if (at.content() == BodyPlaces.Content.RECORD) {
            single(cursor, at, receiver);
        } else {
            char closing = isArray ? ']' : '}';
            for (boolean more = cursor.open((char) next, closing); more; more = cursor.next(closing)) {
                if (!isArray) {
                    cursor.name();
                }
                record(cursor, receiver);
            }
        }
    }

    private static String unexpected(boolean isArray, int next) {
        String found = next == '{' ? "an object" : next == '[' ? "an array" : "neither";
        String advice = isArray && next == '{'
                ? "; check 'records'. If that object is the only record, let its pointer end in '/.'; if its members' values are"
                        + " the records, in '/*'"
                : "; check 'records'";
        return "where the " + (isArray ? "array" : "object") + " of records should be there is " + found + advice;
    }

    /** The only record, and what is looked for within it. */
    private void single(JsonCursor cursor, BodyPlaces at, Receiver receiver) throws IOException {
        int start = cursor.at();
        record(cursor, receiver);
        if (at.isOnTheWay()) {
            boolean unused = object(new JsonCursor(cursor.bytes(), start, cursor.at() - start), at, receiver);
        }
    }

    private void record(JsonCursor cursor, Receiver receiver) throws IOException {
        int unused = cursor.peek();
        int start = cursor.at();
        int spaces = cursor.spaces();
        long checksum = receiver.scanner().scan(cursor);
        Slice record = new Slice(cursor.bytes(), start, cursor.at() - start);
        receiver.accept(cursor.spaces() == spaces ? record : CompactJson.of(record), checksum);
        count++;
    }
}
