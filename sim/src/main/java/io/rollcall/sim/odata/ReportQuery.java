package io.rollcall.sim.odata;

import io.rollcall.sim.http.QueryOptions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client asks of a report. Options that the API does not know are ignored, as they are by Microsoft Graph.
 *
 * @param options as sent, for the next link
 * @param filter parsed {@code $filter}
 * @param ordered whether an order was asked for
 * @param ascending oldest first
 * @param top records per page at most
 */
public record ReportQuery(
        QueryOptions options, Optional<Filter> filter, boolean ordered, boolean ascending, int top, TimeBounds bounds) {

    /** Query of the options of a request. @throws QueryRefused if the report does not support it */
    public static ReportQuery parse(QueryOptions options, FilterRules rules, int mostRecords) {
        Optional<Filter> filter = options.first("$filter").map(FilterParser::parse);
        filter.ifPresent(rules::check);
        Optional<String> order = options.first("$orderby");
        TimeBounds bounds = filter.map(actual -> TimeBounds.of(actual, rules.timeProperty()))
                .orElse(TimeBounds.OPEN);
        return new ReportQuery(
                options,
                filter,
                order.isPresent(),
                order.isPresent() && ascending(order.get(), rules.timeProperty()),
                top(options, mostRecords),
                bounds);
    }

    /** The same query as if it had no filter. */
    ReportQuery unfiltered() {
        return new ReportQuery(options, Optional.empty(), ordered, ascending, top, TimeBounds.OPEN);
    }

    boolean holds(String timeProperty, RecordView record) {
        return filter.isEmpty() || FilterEvaluation.holds(filter.get(), timeProperty, record);
    }

    /** The texts that elements of a collection are compared with. */
    public Set<String> elementsOf(String collection) {
        return filter.stream()
                .flatMap(actual -> actual.fold(new Collector(collection, false)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean ascending(String order, String timeProperty) {
        String[] words = order.strip().split("\\s+");
        boolean known = words[0].equals(timeProperty)
                && (words.length == 1 || (words.length == 2 && (words[1].equals("asc") || words[1].equals("desc"))));
        if (!known) {
            throw new QueryRefused("Invalid orderby clause");
        }
        return words.length == 1 || words[1].equals("asc");
    }

    private static int top(QueryOptions options, int most) {
        String text = options.first("$top", Integer.toString(most));
        int top = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (top < 1 || top > most) {
            throw new QueryRefused(
                    "Invalid page size specified: '" + text + "'. Must be between 1 and " + most + " inclusive.");
        }
        return top;
    }

    private record Collector(String collection, boolean inside) implements Filter.Branches<Stream<String>> {
        @Override
        public Stream<String> and(Filter.And filter) {
            return Stream.concat(filter.left().fold(this), filter.right().fold(this));
        }

        @Override
        public Stream<String> or(Filter.Or filter) {
            return Stream.concat(filter.left().fold(this), filter.right().fold(this));
        }

        @Override
        public Stream<String> condition(Filter.Condition filter) {
            return inside ? Stream.of(filter.literal().text()) : Stream.empty();
        }

        @Override
        public Stream<String> any(Filter.Any filter) {
            return filter.inner()
                    .fold(new Collector(collection, filter.collection().equals(collection)));
        }
    }
}
