package io.rollcall.sinks;

import io.rollcall.options.Section;
import io.rollcall.options.Section.Alternative;
import java.util.function.Function;

/**
 * A kind of SIEM that can be asked what it holds.
 *
 * @param name what the key {@code kind} says
 * @param documentation what it is, in a sentence or two
 * @param reader of its options
 */
public record SiemKind(String name, String documentation, Function<Section, SiemFactory> reader) {

    Alternative<SiemFactory> alternative() {
        return new Alternative<>(name, documentation, reader);
    }
}
