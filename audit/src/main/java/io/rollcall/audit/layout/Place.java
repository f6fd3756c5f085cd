package io.rollcall.audit.layout;

import io.rollcall.engine.identity.FieldPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Where something stands.
 *
 * @param isInRecord whether in the vendor's record, or in what is around it
 * @param path the field
 */
record Place(boolean isInRecord, FieldPath path) {

    static Place inRecord(FieldPath path) {
        return new Place(true, path);
    }

    static Place around(FieldPath path) {
        return new Place(false, path);
    }

    /** The fields a user may mean: a pointer; else a name as it is, and if it has dots, what they lead to. */
    static List<FieldPath> meant(String written) {
        if (written.startsWith("/")) {
            return List.of(FieldPath.parse(written));
        }
        List<FieldPath> paths = new ArrayList<>();
        paths.add(new FieldPath(List.of(written)));
        if (written.indexOf('.') > 0) {
            paths.add(new FieldPath(List.of(written.split("\\.", -1))));
        }
        return paths;
    }

    @Override
    public String toString() {
        return path + (isInRecord ? "" : " of the wrapping");
    }
}
