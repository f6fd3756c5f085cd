package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where in an answer a value is: in the body, in a header, whose name matches in any case, or in the last record.
 *
 * @param pointer into the body
 * @param header name of the header
 * @param record into the last record of the page
 */
public record Place(Optional<FieldPath> pointer, Optional<String> header, Optional<FieldPath> record) {

    /** A place in the body or in a header. */
    public Place(Optional<FieldPath> pointer, Optional<String> header) {
        this(pointer, header, Optional.empty());
    }

    /** A place of a link, which records do not hold. */
    static Place read(Section section) {
        return said(section, new Place(pointer(section), header(section)));
    }

    /** A place of a token. */
    static Place readWithRecord(Section section) {
        return said(
                section,
                new Place(
                        pointer(section),
                        header(section),
                        section.maybe(
                                "record",
                                Words.POINTER,
                                "Where it is in the last record of the page, for APIs that go on after an id.",
                                FieldPath.parse("/id"))));
    }

    private static Optional<FieldPath> pointer(Section section) {
        return section.maybe("pointer", Words.POINTER, "Where it is in the body.", FieldPath.parse("/next"));
    }

    private static Optional<String> header(Section section) {
        return section.maybe("header", Types.TEXT, "The response header it is in, in any case.", "NextPageUri");
    }

    private static Place said(Section section, Place place) {
        long said = Stream.of(place.pointer, place.header, place.record)
                .filter(Optional::isPresent)
                .count();
        if (said != 1) {
            section.problem("pointer", "say one of pointer (in the body) and header, where the value is found");
        }
        return place;
    }
}
