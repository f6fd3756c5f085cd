package io.rollcall.sinks.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.http.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * A record with members put before its own. One it has itself is left as it is: a document with the same name twice is refused,
 * and records with an {@code @timestamp} of their own are common, such as GitHub's.
 */
final class WrappedRecord {

    static final String TIME = "@timestamp";
    /** Not {@code rollcall}: that is the one member of notices. */
    static final String ADDED = "rollcall_delivery";

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private WrappedRecord() {}

    static void encode(Delivery delivery, Fields fields, Bytes out) {
        Slice body = delivery.body();
        Set<String> names = names(body);
        StringBuilder added = new StringBuilder("{");
        if (!names.contains(TIME)) {
            added.append(JsonText.quoted(TIME))
                    .append(':')
                    .append(JsonText.quoted(delivery.time().toString()));
        }
        if (!names.contains(ADDED) && !fields.isEmpty()) {
            added.append(added.length() == 1 ? "" : ",")
                    .append(JsonText.quoted(ADDED))
                    .append(":{")
                    .append(fields.json(delivery))
                    .append('}');
        }
        added.append(names.isEmpty() || added.length() == 1 ? "" : ",");
        out.text(added.toString());
        out.write(body.array(), body.offset() + 1, body.length() - 1);
    }

    /** The names of a record's own members. */
    private static Set<String> names(Slice body) {
        Set<String> names = new HashSet<>();
        try (JsonParser parser = FACTORY.createParser(body.array(), body.offset(), body.length())) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                names.add(name);
                parser.nextToken();
                parser.skipChildren();
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("a record is no JSON object although it was read as one", e);
        }
    }
}
