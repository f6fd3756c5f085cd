package io.rollcall.sim.odata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths such as {@code location/city} and what they lead to. */
final class PropertyPaths {
    private PropertyPaths() {}

    /** The path without type-cast segments, which are those with a dot. */
    static String withoutCasts(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> segment.indexOf('.') < 0)
                .collect(Collectors.joining("/"));
    }

    static JsonNode read(JsonNode node, String path) {
        JsonNode found = node;
        for (String segment : path.split("/", -1)) {
            found = found.path(segment);
        }
        return found;
    }
}
