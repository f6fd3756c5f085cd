package io.rollcall.engine.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several paths merged by their common beginnings, to be walked along with a record. Immutable once built. */
final class PathTree {

    /** What a node means when it is not captured. */
    static final int NOT_CAPTURED = -1;

    private final Map<String, PathTree> children = new HashMap<>();
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
            node = node.children.computeIfAbsent(name, unused -> new PathTree());
        }
        return node;
    }

    @Nullable PathTree child(String name) {
        return children.isEmpty() ? null : children.get(name);
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
