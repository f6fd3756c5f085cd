package io.rollcall.engine.identity;

import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.json.ScalarKind;
import java.io.IOException;
import java.util.List;
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

    private static final long OBJECT = 4;
    private static final long ARRAY = 5;

    private final PathTree paths;
    private final @Nullable String[] captured;
    private final @Nullable ScanListener listener;
    private int ignoredAround;

    public RecordScanner(List<FieldPath> captured, List<FieldPath> ignored) {
        this(captured, ignored, null);
    }

    /** @param listener is told what is passed, but for what is ignored */
    public RecordScanner(List<FieldPath> captured, List<FieldPath> ignored, @Nullable ScanListener listener) {
        this.listener = listener;
        this.paths = PathTree.of(captured, ignored);
        this.captured = new @Nullable String[captured.size()];
    }

    /**
     * Scans one value.
     *
     * @param cursor stands before the value; afterwards after it
     * @return the checksum of the canonical content
     * @throws IOException if the value is malformed
     */
    public long scan(JsonCursor cursor) throws IOException {
        java.util.Arrays.fill(captured, null);
        ignoredAround = 0;
        return value(cursor, paths, 0);
    }

    /** The scalar at the captured path of that index, as text; empty if it is absent, null, an object or an array. */
    public Optional<String> captured(int index) {
        return Optional.ofNullable(captured[index]);
    }

    private long value(JsonCursor cursor, @Nullable PathTree at, int depth) throws IOException {
        int next = cursor.peek();
        if (next == '{') {
            return object(cursor, at, depth);
        }
        if (next == '[') {
            return array(cursor, at, depth);
        }
        ScalarKind kind = cursor.scalar();
        if (at != null && at.capture() != PathTree.NOT_CAPTURED && kind != ScalarKind.NULL) {
            captured[at.capture()] = cursor.content();
        }
        long checksum = ScalarChecksum.of(cursor, kind);
        if (listener != null && ignoredAround == 0) {
            listener.scalar(cursor, kind, checksum);
        }
        return checksum;
    }

    private long object(JsonCursor cursor, @Nullable PathTree at, int depth) throws IOException {
        cursor.requireDepth(depth);
        long sum = 0;
        long members = 0;
        for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) {
            cursor.name();
            PathTree child = at == null ? null : at.child(cursor);
            boolean isIgnored = child != null && child.isIgnored();
            long name = ScalarChecksum.ofName(cursor);
            if (listener != null && !isIgnored && ignoredAround == 0) {
                listener.name(name);
            }
            ignoredAround += isIgnored ? 1 : 0;
            long content = value(cursor, child, depth + 1);
            if (isIgnored) {
                ignoredAround--;
            } else {
                sum += Mixer.mix(name, content);
                members++;
            }
        }
        return Mixer.mix(Mixer.mix(OBJECT, members), sum);
    }

    private long array(JsonCursor cursor, @Nullable PathTree at, int depth) throws IOException {
        cursor.requireDepth(depth);
        long hash = ARRAY;
        int index = 0;
        for (boolean more = cursor.open('[', ']'); more; more = cursor.next(']')) {
            PathTree child = at == null ? null : at.element(index);
            boolean isIgnored = child != null && child.isIgnored();
            ignoredAround += isIgnored ? 1 : 0;
            long content = value(cursor, child, depth + 1);
            if (isIgnored) {
                ignoredAround--;
            } else {
                hash = Mixer.mix(hash, content);
            }
            index++;
        }
        return Mixer.mix(hash, index);
    }
}
