package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The API's limit on requests.
 *
 * @param scope its name; definitions that use the same name share it
 * @param requests at most this many …
 * @param period … in any stretch of this length
 * @param sharedBy the options whose values tell one limit of this name from another, for example tenant and client id
 * @param headers in which the API says what is left
 */
public record RateRule(
        String scope, int requests, Duration period, List<String> sharedBy, Optional<RateHeaders> headers) {

    public RateRule {
        sharedBy = List.copyOf(sharedBy);
    }

    static RateRule read(Section section) {
        RateRule rule = new RateRule(
                section.required("scope", Types.TEXT, "Name of the limit; definitions may share one.", "graph-reports"),
                section.required("requests", Types.integer(1, 1_000_000), "At most this many requests …", 5),
                section.required("period", Types.DURATION, "… in any stretch of this length.", Duration.ofSeconds(10)),
                section.optional(
                        "shared_by",
                        Types.TEXTS,
                        List.of(),
                        "Options whose values together name who shares the limit, such as tenant and client_id."),
                section.maybeSection("headers", "Headers in which the API says what is left.", RateHeaders::read));
        if (rule.period.isZero()) {
            section.problem("period", "must be more than zero");
        }
        return rule;
    }
}
