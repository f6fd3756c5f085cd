package io.rollcall.ledger;

import java.time.Duration;
import java.util.Set;

/**
 * How a collector takes part in the sharing of a ledger.
 *
 * @param name which no other process has
 * @param wanted names of the streams it could collect
 * @param takeover within this time after a collector has died another one goes on
 * @param isGuest whether it only takes what nobody has, and is given nothing by others: for one that soon ends
 */
public record Participation(String name, Set<String> wanted, Duration takeover, boolean isGuest) {

    public Participation {
        wanted = Set.copyOf(wanted);
    }

    /** How long a lease lasts that is not renewed; what is left of the time is for the others to notice. */
    Duration length() {
        return takeover.multipliedBy(2).dividedBy(3);
    }

    /** How often leases are renewed. */
    public Duration period() {
        return takeover.dividedBy(6);
    }
}
