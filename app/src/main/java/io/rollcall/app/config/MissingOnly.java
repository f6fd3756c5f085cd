package io.rollcall.app.config;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Suggestion;
import io.rollcall.options.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an account is watched of which only those events are delivered that another collector has not brought to the SIEM.
 *
 * @param siem the user's name for it
 * @param grace how long an event must have been visible before the SIEM is asked for it
 */
public record MissingOnly(String siem, Duration grace) {

    private static final Duration USUAL_GRACE = Duration.ofHours(1);

    /** What of an account is delivered. */
    enum Deliver {
        /** Every event. */
        ALL,
        /** Events that the SIEM lacks. */
        MISSING_ONLY
    }

    /** Reads the keys of an account; empty if all is delivered. */
    static Optional<MissingOnly> read(Section section) {
        Deliver deliver = section.optional(
                "deliver",
                Types.oneOf(Deliver.class),
                Deliver.ALL,
                "all: every event; missing-only: the events that the SIEM in 'watch' lacks after 'grace', because another collector"
                        + " has lost them.");
        Optional<String> siem = section.maybe(
                "watch",
                Types.TEXT,
                "With missing-only: which of the 'siems' the other collector brings the events to.",
                "soc");
        Optional<Duration> grace = section.maybe(
                "grace",
                Types.DURATION,
                "With missing-only: how long after an event has become visible the SIEM is asked for it. The other collector must have"
                        + " brought it by then, or it will be there twice. An hour if left out.",
                USUAL_GRACE);
        if (deliver == Deliver.ALL) {
            siem.ifPresent(unused -> section.problem("watch", "means something only with 'deliver: missing-only'"));
            grace.ifPresent(unused -> section.problem("grace", "means something only with 'deliver: missing-only'"));
            return Optional.empty();
        }
        if (siem.isEmpty()) {
            section.problem("watch", "is missing: say which of the 'siems' is asked what it lacks");
        }
        return siem.map(name -> new MissingOnly(name, grace.orElse(USUAL_GRACE)));
    }

    /** Reports what keeps an account from being watched so. */
    static void check(Section section, String name, Configuration.Account account, Configuration configuration) {
        Map<String, AskedSiem> siems = configuration.siems();
        account.missingOnly().ifPresent(watched -> {
            if (!siems.containsKey(watched.siem())) {
                section.problem(
                        "accounts",
                        "'" + name + "' watches '" + watched.siem() + "', which is none of the 'siems'"
                                + Suggestion.forWord(watched.siem(), siems.keySet()));
            }
            if (configuration.ledger() instanceof LedgerPlace.Shared) {
                section.problem(
                        "accounts",
                        "'" + name
                                + "' is to be delivered missing-only, which cannot go with a ledger in PostgreSQL: what waits"
                                + " for its grace is on the disk of one machine, while the ledger would tell every collector that"
                                + " it has been delivered; give it a configuration with a ledger in a file");
            }
            if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
                section.problem(
                        "accounts",
                        "'" + name + "' is to be delivered missing-only, for which its name must be of letters,"
                                + " digits, '-', '_' and '.', 64 at most");
            }
            if (ids(account).size() > 1) {
                section.problem(
                        "accounts",
                        "'" + name
                                + "' is to be delivered missing-only, but its streams have their ids in different places ("
                                + String.join(
                                        ", ",
                                        ids(account).stream()
                                                .map(FieldPath::toString)
                                                .toList())
                                + "): make an account of each place");
            }
            account.streams().stream()
                    .filter(stream -> id(account, stream).isEmpty())
                    .forEach(stream -> section.problem(
                            "accounts",
                            "'" + name + "' is to be delivered missing-only, but events of " + stream
                                    + " have no single id of the vendor's, by which a SIEM could be asked for them"));
        });
    }

    /** Where events of an account have their ids: one place, unless the configuration has a mistake. */
    public static List<FieldPath> ids(Configuration.Account account) {
        return account.streams().stream()
                .flatMap(stream -> id(account, stream).stream())
                .distinct()
                .toList();
    }

    /** Where an event of a stream has its id; empty if it has none, or one of several parts. */
    private static Optional<FieldPath> id(Configuration.Account account, String stream) {
        return account.definition().stream(stream)
                .map(it -> it.identity().pointers())
                .filter(pointers -> pointers.size() == 1)
                .map(List::stream)
                .flatMap(Stream::findFirst);
    }
}
