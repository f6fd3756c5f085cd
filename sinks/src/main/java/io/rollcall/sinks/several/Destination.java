package io.rollcall.sinks.several;

import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of several sinks.
 *
 * @param name the user's name for it
 * @param route what it gets
 * @param whenFull what happens when the spool before it is full of what it has not taken
 * @param deadLetters where what it refuses is kept
 */
public record Destination(String name, Sink sink, Route route, WhenFull whenFull, DeadLetters deadLetters) {

    /** What receipts of several mean. */
    public static String promises(List<Destination> destinations) {
        return destinations.stream()
                .map(each -> each.name() + " (" + each.sink().promise() + ")")
                .collect(Collectors.joining(", "));
    }

    /**
     * Tries whether all of several can be reached.
     *
     * @return what was found of each
     * @throws SinkUnreachable if one cannot
     */
    public static String probe(List<Destination> destinations) throws SinkUnreachable, InterruptedException {
        List<String> found = new ArrayList<>();
        for (Destination destination : destinations) {
            found.add(destination.name() + ": " + destination.sink().probe());
        }
        return String.join("; ", found);
    }

    /** The definition of the streams that notices about sinks belong to. */
    public static final String OWN = "rollcall";
}
