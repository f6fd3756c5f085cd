package io.rollcall.sim.odata;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which properties a report can be filtered by, and with which operators.
 *
 * @param typeName name of the record type in error messages
 * @param timeProperty the event time
 * @param operators operators by property; {@code a/any/b} is property b of the elements of a
 */
public record FilterRules(String typeName, String timeProperty, Map<String, Set<Operator>> operators) {
    public FilterRules {
        operators = Map.copyOf(operators);
    }

    /** Refuses a filter that the report does not support. */
    void check(Filter filter) {
        filter.fold(new Checker("", ""));
    }

    private final class Checker implements Filter.Branches<Boolean> {
        private final String collection;
        private final String variable;

        Checker(String collection, String variable) {
            this.collection = collection;
            this.variable = variable;
        }

        @Override
        public Boolean and(Filter.And filter) {
            return filter.left().fold(this) && filter.right().fold(this);
        }

        @Override
        public Boolean or(Filter.Or filter) {
            return filter.left().fold(this) && filter.right().fold(this);
        }

        @Override
        public Boolean condition(Filter.Condition filter) {
            String property = PropertyPaths.withoutCasts(filter.property());
            Set<Operator> allowed = operators.getOrDefault(inCollection(property), Set.of());
            if (allowed.isEmpty()) {
                throw unknown(property);
            }
            boolean timely =
                    !property.equals(timeProperty) || filter.literal().time().isPresent();
            if (!allowed.contains(filter.operator()) || !timely) {
                throw QueryRefused.invalidFilter();
            }
            return true;
        }

        @Override
        public Boolean any(Filter.Any filter) {
            if (collections().contains(filter.collection())) {
                return filter.inner().fold(new Checker(filter.collection(), filter.variable()));
            }
            throw unknown(filter.collection());
        }

        private String inCollection(String property) {
            return collection.isEmpty() ? property : collection + "/any" + property.substring(common(property));
        }

        private int common(String property) {
            boolean named = property.equals(variable) || property.startsWith(variable + "/");
            if (!named) {
                throw unknown(property);
            }
            return variable.length();
        }

        private Set<String> collections() {
            Set<String> collections = new HashSet<>();
            operators.keySet().stream()
                    .filter(property -> property.contains("/any"))
                    .forEach(property -> collections.add(property.substring(0, property.indexOf("/any"))));
            return collections;
        }

        private QueryRefused unknown(String property) {
            return new QueryRefused("Could not find a property named '" + property + "' on type '" + typeName + "'.");
        }
    }
}
