package io.rollcall.engine.identity;

import io.rollcall.engine.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several paths merged by their common beginnings, to be walked along with a record. Immutable once built. */
final class PathTree {

    /** What a node means when it is not captured. */
    static final int NOT_CAPTURED = -1;

    /** A child under its name in UTF-8. */
    private record Named(byte[] name, PathTree child) {}

    private final Map<String, PathTree> children = new HashMap<>();
    private final List<Named> named = new ArrayList<>();
    private int capture = NOT_CAPTURED;
    private boolean ignored;

    /** @param captured paths whose index in the list is the node's {@link #capture()} */
    static PathTree of(List<FieldPath> captured, List<FieldPath> ignored) {
        PathTree root = new PathTree();
        for (int i = 0; i < captured.size(); i++) {
            root.reach(captured.get(i)).capture = i;
        }
        ignored.forEach(path -> root.reach(path).ignored = true);
        return root;
    }

    private PathTree reach(FieldPath path) {
        PathTree node = this;
        for (String name : path.names()) {
            node = node.children.computeIfAbsent(name, node::added);
        }
        return node;
    }

    private PathTree added(String name) {
        PathTree child = new PathTree();
        named.add(new Named(name.getBytes(StandardCharsets.UTF_8), child));
        return child;
    }

    @Nullable PathTree child(String name) {
        return children.isEmpty() ? null : children.get(name);
    }

    /** The child of the name the cursor has just passed. */
    @Nullable PathTree child(JsonCursor cursor) {
        if (children.isEmpty()) {
            return null;
        }
        if (!cursor.isPlain()) {
            return children.get(cursor.content());
        }
        for (Named named : named) {
            byte[] name = named.name();
            if (Arrays.equals(name, 0, name.length, cursor.bytes(), cursor.from(), cursor.to())) {
                return named.child();
            }
        }
        return null;
    }

    @Nullable PathTree element(int index) {
        return children.isEmpty() ? null : children.get(Integer.toString(index));
    }

    int capture() {
        return capture;
    }

    boolean isIgnored() {
        return ignored;
    }
}
