package io.rollcall.sinks.several;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import io.rollcall.engine.event.Slice;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a field of a record has to be. Texts, numbers and truth values are compared as they are written; a field that is absent, null,
 * an object or a list is none of the values.
 *
 * @param field a JSON Pointer (RFC 6901)
 * @param values one of which it is
 * @param isMet whether it has to be one of them, rather than none
 */
record Condition(JsonPointer field, Set<String> values, boolean isMet) {

    private static final JsonFactory JSON = new JsonFactory();

    Condition {
        values = Set.copyOf(values);
    }

    /** Reads its mapping. */
    static Optional<Condition> read(Section section) {
        String field = section.required("field", Types.TEXT, "JSON Pointer of a field of the record.", "/riskLevel");
        Optional<List<String>> in =
                section.maybe("is", Types.TEXTS, "A value, or a list of values of which it is one.", List.of("high"));
        Optional<List<String>> out = section.maybe(
                "is_not",
                Types.TEXTS,
                "A value, or a list of values of which it is none; a record without the field is taken.",
                List.of("none"));
        if (in.isPresent() == out.isPresent()) {
            section.problem("field", "needs either 'is' or 'is_not', to say which values are meant");
            return Optional.empty();
        }
        try {
            return Optional.of(new Condition(
                    JsonPointer.compile(field), Set.copyOf(in.or(() -> out).get()), in.isPresent()));
        } catch (IllegalArgumentException e) {
            section.problem("field", "is no JSON Pointer; one looks like /user/riskLevel");
            return Optional.empty();
        }
    }

    /** Whether it is so of a record; also if that cannot be told, since then the sink may want it. */
    boolean holds(Slice record) {
        try {
            return value(record).filter(values::contains).isPresent() == isMet;
        } catch (IOException beyondWhatTheParserTakes) {
            return true;
        }
    }

    private Optional<String> value(Slice record) throws IOException {
        try (JsonParser json = new FilteringParserDelegate(
                JSON.createParser(record.array(), record.offset(), record.length()),
                new JsonPointerBasedFilter(field),
                Inclusion.ONLY_INCLUDE_ALL,
                false)) {
            JsonToken token = json.nextToken();
            boolean isValue = token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
            return isValue ? Optional.of(json.getText()) : Optional.empty();
        }
    }
}
