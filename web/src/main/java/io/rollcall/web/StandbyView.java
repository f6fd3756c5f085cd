package io.rollcall.web;

import io.rollcall.engine.event.StreamId;
import java.util.Optional;

/**
 * A stream that this collector would collect if another one did not.
 *
 * @param holder the collector that has it; empty if nobody has
 */
public record StandbyView(StreamId stream, Optional<String> holder) {}
