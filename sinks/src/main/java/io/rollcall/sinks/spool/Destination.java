package io.rollcall.sinks.spool;

import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Sink;

/**
 * A sink behind the spool.
 *
 * @param name the user's name for it
 * @param route what it gets
 * @param whenFull what happens when the spool is full of what it has not taken
 * @param deadLetters where what it refuses is kept
 */
public record Destination(String name, Sink sink, Route route, WhenFull whenFull, DeadLetters deadLetters) {}
