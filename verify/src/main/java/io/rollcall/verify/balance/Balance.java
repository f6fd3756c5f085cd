package io.rollcall.verify.balance;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The difference between what a receiver has and what it should have.
 *
 * @param missing required, but not there
 * @param invented there, but never happened, or with another content than it ever had
 * @param repeated there more than once, with the number of copies too many
 */
public record Balance(Set<Fact> missing, Set<Fact> invented, Map<Fact, Integer> repeated) {

    public static Balance of(Expected expected, Received received) {
        Set<Fact> missing = new TreeSet<>(expected.required());
        missing.removeAll(received.facts().keySet());
        Set<Fact> invented = new TreeSet<>(received.facts().keySet());
        invented.removeAll(expected.allowed());
        Map<Fact, Integer> repeated = new TreeMap<>();
        received.facts().forEach((fact, times) -> {
            if (times > 1) {
                repeated.put(fact, times - 1);
            }
        });
        return new Balance(missing, invented, repeated);
    }

    /** Copies too many, over all events. */
    public int repeats() {
        return repeated.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return "missing " + some(missing) + ", invented " + some(invented) + ", repeats " + repeats() + " of "
                + some(repeated.keySet());
    }

    private static String some(Set<Fact> facts) {
        return facts.size() + " " + facts.stream().limit(3).toList();
    }
}
