package io.rollcall.sim.odata;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Test of one record, or of one element of a collection in it, against a filter. */
final class FilterEvaluation implements Filter.Branches<Boolean> {
    private final String timeProperty;
    private final RecordView record;
    private final String variable;
    private final @Nullable JsonNode element;

    private FilterEvaluation(String timeProperty, RecordView record, String variable, @Nullable JsonNode element) {
        this.timeProperty = timeProperty;
        this.record = record;
        this.variable = variable;
        this.element = element;
    }

    static boolean holds(Filter filter, String timeProperty, RecordView record) {
        return filter.fold(new FilterEvaluation(timeProperty, record, "", null));
    }

    @Override
    public Boolean and(Filter.And filter) {
        return filter.left().fold(this) && filter.right().fold(this);
    }

    @Override
    public Boolean or(Filter.Or filter) {
        return filter.left().fold(this) || filter.right().fold(this);
    }

    @Override
    public Boolean any(Filter.Any filter) {
        for (JsonNode one : record.property(filter.collection())) {
            if (filter.inner().fold(new FilterEvaluation(timeProperty, record, filter.variable(), one))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Boolean condition(Filter.Condition filter) {
        String path = PropertyPaths.withoutCasts(filter.property());
        Optional<Instant> time = filter.literal().time();
        if (path.equals(timeProperty) && time.isPresent()) {
            return filter.operator().holds(record.eventTime().compareTo(time.get()));
        }
        return compare(value(path), filter.operator(), filter.literal());
    }

    private JsonNode value(String path) {
        if (element == null) {
            return record.property(path);
        }
        return path.equals(variable) ? element : PropertyPaths.read(element, path.substring(variable.length() + 1));
    }

    private static boolean compare(JsonNode value, Operator operator, Literal literal) {
        String text = value.asText();
        return switch (operator) {
            case STARTSWITH -> text.startsWith(literal.text());
            case CONTAINS -> text.contains(literal.text());
            default -> value.isValueNode() && operator.holds(text.compareTo(literal.text()));
        };
    }
}
