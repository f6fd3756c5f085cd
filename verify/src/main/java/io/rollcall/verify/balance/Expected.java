package io.rollcall.verify.balance;

import io.rollcall.sim.truth.TruthEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a receiver must have, and what it may have besides: earlier states of events that changed, of which a collector need not
 * have seen every one, and events from before the collection began.
 *
 * @param required the last state of every event that is due
 * @param allowed every state there ever was
 */
public record Expected(Set<Fact> required, Set<Fact> allowed) {

    /**
     * What is expected.
     *
     * @param due events whose last state was shown by then must have arrived
     * @param now states shown later cannot have arrived
     * @param isDue whether the collector had to deliver an event at all
     */
    public static Expected of(Collection<TruthEntry> truth, Instant due, Instant now, Predicate<TruthEntry> isDue) {
        Map<String, TruthEntry> last = new HashMap<>();
        Set<Fact> allowed = new TreeSet<>();
        for (TruthEntry entry : truth) {
            if (!entry.visibleTime().isAfter(now)) {
                allowed.add(Fact.of(entry));
                String event = entry.stream() + " " + entry.tenantId() + " " + entry.key();
                last.merge(event, entry, (one, other) -> one.revision() > other.revision() ? one : other);
            }
        }
        Set<Fact> required = new TreeSet<>();
        last.values().stream()
                .filter(entry -> !entry.visibleTime().isAfter(due) && isDue.test(entry))
                .map(Fact::of)
                .forEach(required::add);
        return new Expected(required, allowed);
    }
}
