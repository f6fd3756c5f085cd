package io.rollcall.sim.office365;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;
import java.util.ArrayList;
import java.util.List;

/** The same record with the fields of every object in another order. */
final class FieldOrder {
    private FieldOrder() {}

    static ObjectNode shuffled(ObjectNode record, Draws draws) {
        List<String> names = new ArrayList<>();
        record.fieldNames().forEachRemaining(names::add);
        ObjectNode shuffled = Json.object();
        while (!names.isEmpty()) {
            String name = names.remove(draws.below(names.size()));
            JsonNode value = record.get(name);
            shuffled.set(name, value instanceof ObjectNode inner ? shuffled(inner, draws) : value);
        }
        return shuffled;
    }
}
