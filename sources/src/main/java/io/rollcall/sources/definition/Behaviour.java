package io.rollcall.sources.definition;

import io.rollcall.engine.source.SourceTraits.Revisions;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.time.Duration;

/**
 * What is known about how the API behaves over time.
 *
 * @param retention how far back it remembers
 * @param continuationLife how long a continuation stays valid
 * @param lateness the vendor's figure for the 95th percentile of drift, or the best there is
 * @param revisions what to do with a record that changed
 */
public record Behaviour(Duration retention, Duration continuationLife, Duration lateness, Revisions revisions) {

    static Behaviour read(Section section) {
        return new Behaviour(
                positive(section, "retention", "How far back the API remembers.", Duration.ofDays(30)),
                positive(section, "continuation_life", "How long a continuation stays valid.", Duration.ofMinutes(5)),
                positive(
                        section,
                        "lateness",
                        "The documented 95th percentile of the time from an event to its visibility.",
                        Duration.ofMinutes(2)),
                section.optional(
                        "revisions",
                        Types.oneOf(Revisions.class),
                        Revisions.DELIVER,
                        "What to do with a record that comes back under a known identity with other content."));
    }

    private static Duration positive(Section section, String key, String documentation, Duration example) {
        Duration value = section.required(key, Types.DURATION, documentation, example);
        if (value.isZero()) {
            section.problem(key, "must be more than zero");
            return example;
        }
        return value;
    }
}
