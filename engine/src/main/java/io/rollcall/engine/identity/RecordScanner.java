package io.rollcall.engine.identity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a record that captures the values at some paths and computes the checksum of the canonical content, without
 * building a tree.
 *
 * <p>The checksum does not depend on the order of members, on white space, on how a character is escaped or how a number is
 * spelled; an object's members are combined by addition, an array's elements in order. Values at ignored paths do not
 * contribute. Reusable, not thread-safe.
 */
public final class RecordScanner {

    private static final long TEXT = 1;
    private static final long NUMBER = 2;
    private static final long LITERAL = 3;
    private static final long OBJECT = 4;
    private static final long ARRAY = 5;
    private static final long NAME = 6;

    private final PathTree paths;
    private final @Nullable String[] captured;
    private final Map<String, Long> nameHashes = new HashMap<>();

    public RecordScanner(List<FieldPath> captured, List<FieldPath> ignored) {
        this.paths = PathTree.of(captured, ignored);
        this.captured = new @Nullable String[captured.size()];
    }

    /**
     * Scans one value.
     *
     * @param parser stands on the value's first token; afterwards on its last
     * @return the checksum of the canonical content
     */
    public long scan(JsonParser parser) throws IOException {
        java.util.Arrays.fill(captured, null);
        return value(parser, paths);
    }

    /** The scalar at the captured path of that index, as text; empty if it is absent, null, an object or an array. */
    public Optional<String> captured(int index) {
        return Optional.ofNullable(captured[index]);
    }

    private long value(JsonParser parser, @Nullable PathTree at) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(parser, at);
        }
        if (token == JsonToken.START_ARRAY) {
            return array(parser, at);
        }
        if (at != null && at.capture() != PathTree.NOT_CAPTURED && token != JsonToken.VALUE_NULL) {
            captured[at.capture()] = parser.getText();
        }
        return scalar(parser, token);
    }

    private long object(JsonParser parser, @Nullable PathTree at) throws IOException {
        long sum = 0;
        long members = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            PathTree child = at == null ? null : at.child(name);
            parser.nextToken();
            long content = value(parser, child);
            if (child == null || !child.isIgnored()) {
                sum += Mixer.mix(nameHash(name), content);
                members++;
            }
        }
        return Mixer.mix(Mixer.mix(OBJECT, members), sum);
    }

    private long array(JsonParser parser, @Nullable PathTree at) throws IOException {
        long hash = ARRAY;
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            PathTree child = at == null ? null : at.element(index);
            long content = value(parser, child);
            if (child == null || !child.isIgnored()) {
                hash = Mixer.mix(hash, content);
            }
            index++;
        }
        return Mixer.mix(hash, index);
    }

    private static long scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING ->
                Mixer.hash(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), TEXT);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Mixer.hash(
                        CanonicalNumber.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()),
                        NUMBER);
            case VALUE_TRUE -> Mixer.mix(LITERAL, 1);
            case VALUE_FALSE -> Mixer.mix(LITERAL, 2);
            case VALUE_NULL -> Mixer.mix(LITERAL, 3);
            default ->
                throw new IOException("unexpected " + token + " at "
                        + parser.currentLocation().offsetDescription());
        };
    }

    private long nameHash(String name) {
        Long known = nameHashes.get(name);
        if (known != null) {
            return known;
        }
        long hash = Mixer.hash(name, NAME);
        if (nameHashes.size() < 10_000) {
            nameHashes.put(name, hash);
        }
        return hash;
    }
}
