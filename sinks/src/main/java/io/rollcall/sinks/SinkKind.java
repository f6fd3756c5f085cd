package io.rollcall.sinks;

import io.rollcall.options.Section;
import io.rollcall.options.Section.Alternative;
import java.util.function.Function;

/**
 * A kind of sink there is.
 *
 * @param name what the key {@code kind} says
 * @param documentation what it is, in a sentence or two
 * @param receipt what its receipt means unless an option changes it, in a few words; {@code none} if nothing
 * @param reader of its options
 */
public record SinkKind(String name, String documentation, String receipt, Function<Section, SinkFactory> reader) {

    Alternative<SinkFactory> alternative() {
        return new Alternative<>(name, documentation + " Receipt: " + receipt + ".", reader);
    }
}
