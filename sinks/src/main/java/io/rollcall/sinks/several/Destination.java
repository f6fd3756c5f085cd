package io.rollcall.sinks.several;

import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Sink;

/**
 * One of several sinks.
 *
 * @param name the user's name for it
 * @param route what it gets
 * @param whenFull what happens when the spool before it is full of what it has not taken
 * @param deadLetters where what it refuses is kept
 */
public record Destination(String name, Sink sink, Route route, WhenFull whenFull, DeadLetters deadLetters) {

    /** The definition of the streams that notices about sinks belong to. */
    public static final String OWN = "rollcall";
}
