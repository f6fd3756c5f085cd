package io.rollcall.app.config;

import io.rollcall.engine.budget.RateScope;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.sources.Sources;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tariffs of a configuration, one for each limit its streams share. Of accounts that share one, the first that says something
 * of it names its terms; the others say the same or nothing.
 */
public final class Tariffs {

    /** A tariff and how many streams pay it. */
    public record Shared(Tariff tariff, int streams) {}

    private final Map<String, Shared> byScope = new HashMap<>();

    public Tariffs(Configuration configuration) {
        List<Configuration.Account> accounts = configuration.accounts().values().stream()
                .sorted(Comparator.comparing(account -> !account.pace().setsTerms()))
                .toList();
        accounts.forEach(account -> account.streams().forEach(stream -> add(account, stream)));
    }

    private void add(Configuration.Account account, String stream) {
        RateScope scope = scope(account, stream);
        byScope.compute(
                scope.name(),
                (name, known) -> known == null
                        ? new Shared(account.pace().tariff(scope), 1)
                        : new Shared(known.tariff(), known.streams() + 1));
    }

    /** A sentence for each account that says something else of a limit than one before it with which it shares it. */
    static Map<String, String> contradictions(Map<String, Configuration.Account> accounts) {
        Map<String, String> spokesmen = new HashMap<>();
        Map<String, String> contradictions = new LinkedHashMap<>();
        accounts.forEach((name, account) -> {
            for (String stream : known(account)) {
                String scope = scope(account, stream).name();
                String before = spokesmen.get(scope);
                if (before == null && account.pace().setsTerms()) {
                    spokesmen.put(scope, name);
                }
                Configuration.Account other = before == null ? null : accounts.get(before);
                if (other != null && !other.pace().agreesWith(account.pace())) {
                    contradictions.put(
                            name,
                            "shares a limit of its API with '" + before + "' but sets another calls_per_minute or"
                                    + " target_delay; set the same, or set it in one of them, which goes for both");
                }
            }
        });
        return contradictions;
    }

    /** The streams wanted that there are; the others are a mistake of their own. */
    private static List<String> known(Configuration.Account account) {
        return account.streams().stream()
                .filter(stream -> account.definition().stream(stream).isPresent())
                .toList();
    }

    /** @throws IllegalArgumentException if the configuration has no such stream */
    public Shared of(Configuration.Account account, String stream) {
        Shared shared = byScope.get(scope(account, stream).name());
        if (shared == null) {
            throw new IllegalArgumentException("the configuration has no stream '" + stream + "'");
        }
        return shared;
    }

    private static RateScope scope(Configuration.Account account, String stream) {
        return Sources.rateScope(account.definition(), stream, account.options());
    }
}
