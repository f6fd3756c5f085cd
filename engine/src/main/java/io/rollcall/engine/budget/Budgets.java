package io.rollcall.engine.budget;

import io.rollcall.engine.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All budgets of a process, one per rate scope name. Thread-safe. */
public final class Budgets {

    private final Clock clock;
    private final Map<String, Budget> byName = new ConcurrentHashMap<>();

    public Budgets(Clock clock) {
        this.clock = clock;
    }

    /** The budget of a scope; the same one for equal names. */
    public Budget of(RateScope scope) {
        return byName.computeIfAbsent(scope.name(), name -> new Budget(scope, clock));
    }
}
