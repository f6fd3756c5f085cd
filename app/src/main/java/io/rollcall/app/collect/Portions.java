package io.rollcall.app.collect;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.budget.RateScope;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.plan.Tariff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What part of each API's limit is this collector's, where several share a ledger: as large as the part of its streams that no other has, so
 * that together they ask no more than one would. Thread-safe.
 */
final class Portions {

    private final Budgets budgets;
    private final Map<String, Portion> byScope = new ConcurrentHashMap<>();

    /** The streams that share a limit. */
    private record Portion(RateScope scope, Tariff tariff, List<StreamId> streams) {

        Portion with(StreamId stream) {
            List<StreamId> more = new ArrayList<>(streams);
            more.add(stream);
            return new Portion(scope, tariff, List.copyOf(more));
        }
    }

    Portions(Budgets budgets) {
        this.budgets = budgets;
    }

    /** Takes in that a stream is within a limit. */
    void add(StreamId stream, RateScope scope, Tariff tariff) {
        byScope.compute(
                scope.name(),
                (unused, known) -> (known == null ? new Portion(scope, tariff, List.of()) : known).with(stream));
    }

    /** The part of what this collector may ask within a stream's limit that is used up, from 0 to 1; 0 for a stream that is not known. */
    double used(StreamId stream) {
        return byScope.values().stream()
                .filter(portion -> portion.streams().contains(stream))
                .findFirst()
                .map(portion -> budgets.of(portion.scope()).used())
                .orElse(0.0);
    }

    /**
     * Reckons anew. Of a limit none of whose streams is left to this collector the part stays as it was, until one is.
     *
     * @param isOthers whether another collector has a stream
     */
    void reckon(Predicate<StreamId> isOthers) {
        byScope.values().forEach(portion -> {
            long left = portion.streams().stream().filter(isOthers.negate()).count();
            if (left > 0) {
                double part = (double) left / portion.streams().size();
                budgets.of(portion.scope()).share(part);
                portion.tariff().share(part);
            }
        });
    }
}
