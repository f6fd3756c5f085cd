package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import java.time.Duration;
import java.util.Map;

/**
 * What must be so before the first sweep, and how to make it so: a listing in which an entry must be found, and the request
 * that is sent if it is not.
 *
 * @param check lists what is there
 * @param records the array in its answer
 * @param found what the entry looked for says, all of it
 * @param start makes it so; harmless if it is so already
 * @param startInterval the least time between two of these requests
 */
public record PreparationRule(
        RequestTemplate check,
        FieldPath records,
        Map<FieldPath, Template> found,
        RequestTemplate start,
        Duration startInterval) {

    public PreparationRule {
        found = Map.copyOf(found);
    }
}
