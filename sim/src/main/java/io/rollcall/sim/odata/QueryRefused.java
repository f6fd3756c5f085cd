package io.rollcall.sim.odata;

/** The API does not accept a query. The message is the API's own text. */
public final class QueryRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final String INVALID_FILTER = "Invalid filter clause";

    public QueryRefused(String message) {
        super(message);
    }

    /** The one text for everything that is wrong with a filter (docs/vendors, ms-graph, errors). */
    static QueryRefused invalidFilter() {
        return new QueryRefused(INVALID_FILTER);
    }
}
