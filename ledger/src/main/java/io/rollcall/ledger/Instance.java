package io.rollcall.ledger;

import java.time.Duration;
import java.util.Set;

/**
 * A collector that shares a ledger.
 *
 * @param name which no other process has
 * @param wanted names of the streams it could collect
 * @param present for how long it has been there without a break
 */
public record Instance(String name, Set<String> wanted, Duration present) {

    public Instance {
        wanted = Set.copyOf(wanted);
    }
}
