package io.rollcall.engine.ledger;

import java.time.Instant;

/**
 * A condition the SIEM has been told of and that has not been cleared yet.
 *
 * @param code what it is, for example {@code throttled}
 * @param message what was said
 * @param raisedAt when, on the API's clock
 */
public record OpenNotice(String code, String message, Instant raisedAt) {}
