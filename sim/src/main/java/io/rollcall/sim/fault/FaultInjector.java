package io.rollcall.sim.fault;

import io.rollcall.sim.random.Draws;
import java.util.List;
import java.util.Optional;

/** Decider of what goes wrong with each request. Rules can be replaced at any time. Thread-safe. */
public final class FaultInjector {
    private final long seed;
    private List<FaultRule> rules;
    private long[] matches;

    public FaultInjector(long seed, List<FaultRule> rules) {
        this.seed = seed;
        this.rules = List.copyOf(rules);
        this.matches = new long[rules.size()];
    }

    /** Replaces all rules and counts matching requests from 1 again. */
    public synchronized void replace(List<FaultRule> newRules) {
        rules = List.copyOf(newRules);
        matches = new long[rules.size()];
    }

    /** Fault of the first rule that hits; every rule counts the request. */
    public synchronized Optional<Fault> next(String path, String query) {
        Optional<Fault> fault = Optional.empty();
        String target = query.isEmpty() ? path : path + "?" + query;
        for (int at = 0; at < rules.size(); at++) {
            FaultRule rule = rules.get(at);
            if (rule.path().matcher(target).find() && hits(at, rule, path) && fault.isEmpty()) {
                fault = Optional.of(rule.fault());
            }
        }
        return fault;
    }

    private boolean hits(int at, FaultRule rule, String path) {
        long number = ++matches[at];
        long draw = rule.sticky() ? Draws.part(path) : number;
        return number >= rule.first()
                && number <= rule.last()
                && Draws.of(seed, at, draw).chance(rule.probability());
    }
}
