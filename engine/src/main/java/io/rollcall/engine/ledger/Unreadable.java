package io.rollcall.engine.ledger;

import io.rollcall.engine.event.Window;
import java.time.Instant;

/**
 * A window that could not be read however small it was made; not covered, to be tried again until the API forgets it.
 *
 * @param window the window
 * @param reason why it could not be read the last time
 * @param since when that was first found
 * @param attempts how often it has been tried
 * @param nextTry when to try again, on the API's clock
 */
public record Unreadable(Window window, String reason, Instant since, int attempts, Instant nextTry) {}
