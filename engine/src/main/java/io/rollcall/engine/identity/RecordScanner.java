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

    private final Shape records;
    private final @Nullable String[] captured;
    private final @Nullable ScanListener listener;
    private int ignoredAround;

    public RecordScanner(List<FieldPath> captured, List<FieldPath> ignored) {
        this(captured, ignored, null);
    }

    /** @param listener is told what is passed, but for what is ignored */
    public RecordScanner(List<FieldPath> captured, List<FieldPath> ignored, @Nullable ScanListener listener) {
        this.listener = listener;
        this.records = Shape.of(PathTree.of(captured, ignored));
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
        return value(cursor, records, 0);
    }

    /** The scalar at the captured path of that index, as text; empty if it is absent, null, an object or an array. */
    public Optional<String> captured(int index) {
        return Optional.ofNullable(captured[index]);
    }

    private long value(JsonCursor cursor, Shape place, int depth) throws IOException {
        int next = cursor.peek();
        if (next == '{') {
            return object(cursor, place, depth);
        }
        if (next == '[') {
            return array(cursor, place, depth);
        }
        ScalarKind kind = cursor.scalar();
        PathTree at = place.at();
        if (at != null && at.capture() != PathTree.NOT_CAPTURED && kind != ScalarKind.NULL) {
            captured[at.capture()] = cursor.content();
        }
        long checksum = ScalarChecksum.of(cursor, kind);
        if (listener != null && ignoredAround == 0) {
            listener.scalar(cursor, kind, checksum);
        }
        return checksum;
    }

    private long object(JsonCursor cursor, Shape shape, int depth) throws IOException {
        cursor.requireDepth(depth);
        long sum = 0;
        long members = 0;
        Shape.Member member = null;
        for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) {
            member = shape.next(cursor, member);
            Shape inside = member.inside();
            boolean isIgnored = inside.isIgnored();
            if (listener != null && !isIgnored && ignoredAround == 0) {
                listener.name(member.checksum());
            }
            ignoredAround += isIgnored ? 1 : 0;
            long content = value(cursor, inside, depth + 1);
            if (isIgnored) {
                ignoredAround--;
            } else {
                sum += Mixer.mix(member.checksum(), content);
                members++;
            }
        }
        return Mixer.mix(Mixer.mix(OBJECT, members), sum);
    }

    private long array(JsonCursor cursor, Shape shape, int depth) throws IOException {
        cursor.requireDepth(depth);
        long hash = ARRAY;
        int index = 0;
        for (boolean more = cursor.open('[', ']'); more; more = cursor.next(']')) {
            Shape element = shape.element(index);
            boolean isIgnored = element.isIgnored();
            ignoredAround += isIgnored ? 1 : 0;
            long content = value(cursor, element, depth + 1);
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
