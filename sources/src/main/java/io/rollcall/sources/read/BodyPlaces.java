package io.rollcall.sources.read;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.sources.definition.RecordsRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places of a body that are looked for: the records, and values around them. Immutable once built. */
final class BodyPlaces {

    /** What is to be found at a place. */
    enum Content {
        /** Nothing, or something further in. */
        OTHER,
        /** An array of records. */
        ARRAY,
        /** An object whose members' values are records. */
        MEMBERS,
        /** An object that is a record. */
        RECORD
    }

    private final Map<String, BodyPlaces> children = new HashMap<>();
    private Content content = Content.OTHER;
    private int scalar = -1;

    private BodyPlaces() {}

    /** @param scalars whose indices in the list are those of {@link #scalar()} */
    static BodyPlaces of(List<FieldPath> records, List<FieldPath> scalars) {
        BodyPlaces root = new BodyPlaces();
        for (FieldPath path : records) {
            List<String> names = path.names();
            Content content = content(names.isEmpty() ? "" : names.get(names.size() - 1));
            boolean isArray = content == Content.ARRAY;
            root.reach(isArray ? path : new FieldPath(names.subList(0, names.size() - 1))).content = content;
        }
        for (int i = 0; i < scalars.size(); i++) {
            root.reach(scalars.get(i)).scalar = i;
        }
        return root;
    }

    private static Content content(String lastName) {
        return switch (lastName) {
            case RecordsRule.ALL_MEMBERS -> Content.MEMBERS;
            case RecordsRule.ITSELF -> Content.RECORD;
            default -> Content.ARRAY;
        };
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
        return content != Content.OTHER;
    }

    Content content() {
        return content;
    }

    /** The index of the value that is looked for here, if one is. */
    Optional<Integer> scalar() {
        return scalar < 0 ? Optional.empty() : Optional.of(scalar);
    }
}
