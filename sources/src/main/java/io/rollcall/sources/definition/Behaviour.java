package io.rollcall.sources.definition;

import io.rollcall.engine.source.SourceTraits.Revisions;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known about how the API behaves over time.
 *
 * @param retention how far back it remembers
 * @param continuationLife how long a continuation stays valid
 * @param lateness the vendor's figure for the 95th percentile of drift, or the best there is
 * @param revisions what to do with a record that changed
 * @param pollInterval how often to ask for what is new where the API is followed by positions; empty for as usual
 */
public record Behaviour(
        Duration retention,
        Duration continuationLife,
        Duration lateness,
        Revisions revisions,
        Optional<Duration> pollInterval) {

    private static final String POLL_INTERVAL = "poll_interval";

    static Behaviour read(Section section) {
        Behaviour behaviour = new Behaviour(
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
                        "What to do with a record that comes back under a known identity with other content."),
                pollInterval(section));
        if (behaviour
                .pollInterval
                .filter(it -> it.compareTo(behaviour.retention.dividedBy(2)) > 0)
                .isPresent()) {
            section.problem(POLL_INTERVAL, "must be half of retention at most, or the API forgets meanwhile");
        }
        return behaviour;
    }

    private static Optional<Duration> pollInterval(Section section) {
        Optional<Duration> interval = section.maybe(
                POLL_INTERVAL,
                Types.DURATION,
                "How often to ask for what is new where the API is followed by positions (paging.scope: stream); a minute if"
                        + " left out. The user's option of that name counts before it.",
                Duration.ofSeconds(30));
        if (interval.isPresent() && interval.get().compareTo(Duration.ofSeconds(1)) < 0) {
            section.problem(POLL_INTERVAL, "must be at least 1s");
            return Optional.empty();
        }
        return interval;
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
