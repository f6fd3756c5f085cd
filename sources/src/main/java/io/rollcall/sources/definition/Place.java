package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.Optional;

/**
 * Where in an answer a value is: in the body or in a header, whose name matches in any case.
 *
 * @param pointer into the body
 * @param header name of the header
 */
public record Place(Optional<FieldPath> pointer, Optional<String> header) {

    static Place read(Section section) {
        Place place = new Place(
                section.maybe("pointer", Words.POINTER, "Where it is in the body.", FieldPath.parse("/next")),
                section.maybe("header", Types.TEXT, "The response header it is in, in any case.", "NextPageUri"));
        if (place.pointer.isPresent() == place.header.isPresent()) {
            section.problem("pointer", "say either pointer or header, where the value is found");
        }
        return place;
    }
}
