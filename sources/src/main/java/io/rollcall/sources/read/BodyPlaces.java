package io.rollcall.sources.read;

import io.rollcall.engine.identity.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places of a body that are looked for: the array of records, and scalars around it. Immutable once built. */
final class BodyPlaces {

    private final Map<String, BodyPlaces> children = new HashMap<>();
    private boolean isRecords;
    private int scalar = -1;

    private BodyPlaces() {}

    /** @param scalars whose indices in the list are those of {@link #scalar()} */
    static BodyPlaces of(FieldPath records, List<FieldPath> scalars) {
        BodyPlaces root = new BodyPlaces();
        root.reach(records).isRecords = true;
        for (int i = 0; i < scalars.size(); i++) {
            root.reach(scalars.get(i)).scalar = i;
        }
        return root;
    }

    private BodyPlaces reach(FieldPath path) {
        BodyPlaces place = this;
        for (String name : path.names()) {
            place = place.children.computeIfAbsent(name, unused -> new BodyPlaces());
        }
        return place;
    }

    @Nullable BodyPlaces child(String name) {
        return children.get(name);
    }

    /** Whether there is something to be looked for further in. */
    boolean isOnTheWay() {
        return !children.isEmpty();
    }

    boolean isRecords() {
        return isRecords;
    }

    /** The index of the scalar that is looked for here, if one is. */
    Optional<Integer> scalar() {
        return scalar < 0 ? Optional.empty() : Optional.of(scalar);
    }
}
