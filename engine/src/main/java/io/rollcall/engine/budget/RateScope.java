package io.rollcall.engine.budget;

import java.time.Duration;
import java.util.Objects;

/**
 * A limit an API puts on requests, and who shares it.
 *
 * @param name names the scope and everything it is shared by, for example {@code graph-reports/tenant/app}
 * @param requests at most this many requests …
 * @param period … in any stretch of this length
 */
public record RateScope(String name, int requests, Duration period) {

    public RateScope {
        Objects.requireNonNull(name, "name");
        if (requests < 1) {
            throw new IllegalArgumentException("a rate scope allows at least one request: " + requests);
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("the period of a rate scope must be positive: " + period);
        }
    }
}
