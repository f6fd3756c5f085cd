package io.rollcall.audit.layout;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads the vendor's id of an event out of what a SIEM shows of it. A reusable reader, used by one thread. */
public final class RowIds {

    private final List<FieldPath> places;
    private final RecordScanner scanner;

    /** @param places where it may stand, the likeliest first; each in the record, and then in what is around it */
    public RowIds(List<FieldPath> places) {
        this.places = List.copyOf(places);
        this.scanner = new RecordScanner(places, List.of());
    }

    /** The id; empty if it is at none of the places. @throws IOException if it is no well-formed object */
    public Optional<String> of(Slice row) throws IOException {
        Unwrapping opened = Unwrapping.of(row);
        Optional<String> inRecord = in(opened.record());
        return inRecord.isPresent() || !opened.isWrapped() ? inRecord : in(opened.around());
    }

    private Optional<String> in(Slice object) throws IOException {
        long unused = scanner.scan(new JsonCursor(object.array(), object.offset(), object.length()));
        return IntStream.range(0, places.size())
                .mapToObj(scanner::captured)
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}
