package io.rollcall.engine.ledger;

import io.rollcall.engine.source.Item;
import java.time.Instant;

/**
 * An item that could not be read, to be tried again until the API forgets it.
 *
 * @param item the item
 * @param reason why it could not be read the last time
 * @param since when that was first found
 * @param attempts how often it has been tried
 * @param nextTry when to try again, on the API's clock
 */
public record Quarantined(Item item, String reason, Instant since, int attempts, Instant nextTry) {}
