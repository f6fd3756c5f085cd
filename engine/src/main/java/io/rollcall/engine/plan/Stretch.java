package io.rollcall.engine.plan;

import io.rollcall.engine.event.Window;
import java.time.Instant;

/**
 * A piece of the time axis that was last read as a whole at one time.
 *
 * @param window the piece
 * @param lookedAt when the request of the sweep that read it began, on the API's clock
 */
public record Stretch(Window window, Instant lookedAt) {}
