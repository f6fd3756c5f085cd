package io.rollcall.sources.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bodies into records: one pass over the bytes, which finds the array of records, slices it by byte offset, and picks up
 * a few scalars around it. Builds no tree. The array may be null, which means no records; that it is missing is a mistake.
 */
final class RecordArrays {

    private static final int MAX_DEPTH = 1000;
    private static final int MAX_NUMBER_LENGTH = 100_000;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(1 << 20)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** Takes the records one by one. */
    interface Receiver {

        /** What each record is scanned with before it is handed over. */
        RecordScanner scanner();

        /** @param checksum of its canonical content */
        void accept(Slice record, long checksum) throws IOException;
    }

    private final Node root = new Node();
    private final @Nullable String[] scalars;

    /** @param around scalars to pick up, by index */
    RecordArrays(FieldPath records, List<FieldPath> around) {
        root.reach(records).isRecords = true;
        for (int i = 0; i < around.size(); i++) {
            root.reach(around.get(i)).scalar = i;
        }
        this.scalars = new @Nullable String[around.size()];
    }

    /** A place on the way to something that is looked for. */
    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private boolean isRecords;
        private int scalar = -1;

        Node reach(FieldPath path) {
            Node node = this;
            for (String name : path.names()) {
                node = node.children.computeIfAbsent(name, unused -> new Node());
            }
            return node;
        }
    }

    /** @throws IOException if the body is not JSON, is cut off, or has no such array; the message says where */
    void read(Slice body, Receiver receiver) throws IOException {
        Arrays.fill(scalars, null);
        Slice json = withoutMark(body);
        try (JsonParser parser = JSON.createParser(json.array(), json.offset(), json.length())) {
            if (parser.nextToken() == null) {
                throw new IOException("the body is empty");
            }
            if (!value(parser, root, json, receiver)) {
                throw new IOException("the body has no array of records");
            }
            if (parser.nextToken() != null) {
                throw new IOException("the body goes on after its end");
            }
        }
    }

    /** The scalar at a place around the records, as text, in the body read last. */
    Optional<String> scalar(int index) {
        return Optional.ofNullable(scalars[index]);
    }

    private boolean value(JsonParser parser, Node at, Slice json, Receiver receiver) throws IOException {
        JsonToken token = parser.currentToken();
        if (at.isRecords) {
            return records(parser, token, json, receiver);
        }
        if (token == JsonToken.START_OBJECT && !at.children.isEmpty()) {
            return object(parser, at, json, receiver);
        }
        if (at.scalar >= 0 && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            scalars[at.scalar] = parser.getText();
        }
        parser.skipChildren();
        return false;
    }

    private boolean object(JsonParser parser, Node at, Slice json, Receiver receiver) throws IOException {
        boolean isFound = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Node child = at.children.get(parser.currentName());
            parser.nextToken();
            if (child == null) {
                parser.skipChildren();
            } else {
                isFound |= value(parser, child, json, receiver);
            }
        }
        return isFound;
    }

    private static boolean records(JsonParser parser, JsonToken token, Slice json, Receiver receiver)
            throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return true;
        }
        if (token != JsonToken.START_ARRAY) {
            throw new IOException("where the array of records should be there is " + token);
        }
        RecordScanner scanner = receiver.scanner();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long start = parser.currentTokenLocation().getByteOffset();
            long checksum = scanner.scan(parser);
            parser.finishToken();
            long end = parser.currentLocation().getByteOffset();
            if (start < 0 || end < start) {
                throw new IOException("the body is not UTF-8");
            }
            receiver.accept(new Slice(json.array(), json.offset() + (int) start, (int) (end - start)), checksum);
        }
        return true;
    }

    /** The body without a byte order mark. */
    private static Slice withoutMark(Slice body) {
        byte[] array = body.array();
        int at = body.offset();
        boolean hasMark = body.length() >= 3
                && array[at] == (byte) 0xEF
                && array[at + 1] == (byte) 0xBB
                && array[at + 2] == (byte) 0xBF;
        return hasMark ? new Slice(array, at + 3, body.length() - 3) : body;
    }
}
