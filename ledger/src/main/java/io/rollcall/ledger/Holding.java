package io.rollcall.ledger;

import java.time.Duration;

/**
 * Who has the lease of a stream.
 *
 * @param stream its name
 * @param owner the collector that has it, or had it last; empty if it was given back
 * @param fence the lease's number
 * @param left time until another may take it unless it is renewed; negative since it may
 */
public record Holding(String stream, java.util.Optional<String> owner, long fence, Duration left) {

    /** Whether a collector may take it. */
    public boolean isFree() {
        return owner.isEmpty() || left.isNegative();
    }
}
