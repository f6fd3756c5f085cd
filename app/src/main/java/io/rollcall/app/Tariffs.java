package io.rollcall.app;

import io.rollcall.engine.budget.RateScope;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.sources.Sources;
import java.util.HashMap;
import java.util.Map;

/** The tariffs of a configuration, one for each limit its streams share. Of accounts that share one, the first names its terms. */
final class Tariffs {

    /** A tariff and how many streams pay it. */
    record Shared(Tariff tariff, int streams) {}

    private final Map<String, Shared> byScope = new HashMap<>();

    Tariffs(Configuration configuration) {
        configuration.accounts().values().forEach(account -> account.streams().forEach(stream -> add(account, stream)));
    }

    private void add(Configuration.Account account, String stream) {
        RateScope scope = scope(account, stream);
        byScope.compute(
                scope.name(),
                (name, known) -> known == null
                        ? new Shared(account.pace().tariff(scope), 1)
                        : new Shared(known.tariff(), known.streams() + 1));
    }

    /** @throws IllegalArgumentException if the configuration has no such stream */
    Shared of(Configuration.Account account, String stream) {
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
