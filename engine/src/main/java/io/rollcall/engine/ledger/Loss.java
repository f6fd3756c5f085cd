package io.rollcall.engine.ledger;

import java.time.Instant;

/**
 * An item whose events never could be read, because the API no longer had it.
 *
 * @param listedAt its place on the listing's time axis
 * @param item the vendor's name for it
 * @param reason why it could not be read the last time
 * @param at when it was given up
 */
public record Loss(Instant listedAt, String item, String reason, Instant at) {}
