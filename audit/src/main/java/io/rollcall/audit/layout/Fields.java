package io.rollcall.audit.layout;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The fields of one record after the other that the roll call needs. A reusable reader, used by one thread. */
final class Fields {

    private static final int HEX_DIGITS_OF_A_LONG = 16;

    private final Layout layout;
    private final ValueSum sum;
    private final RecordScanner inRecord;
    private final RecordScanner around;
    private final RecordScanner anyId = new RecordScanner(Known.IDS, List.of());
    private final boolean looksForOtherIds;
    private final boolean readsAround;
    private final List<Place> places;
    private final ValueSum sharedSum;
    private final Optional<RecordScanner> inShared;
    private Slice record = Slice.of(new byte[0]);
    private long exact;
    private Optional<List<String>> otherId = Optional.empty();

    /** @param shared fields that are also compared by themselves; none for whole records only */
    Fields(Layout layout, SideOptions options, Set<String> shared) {
        this.layout = layout;
        this.sum = new ValueSum(layout.times());
        Set<Place> all = new LinkedHashSet<>(layout.id());
        layout.time().ifPresent(all::add);
        layout.stream().ifPresent(all::add);
        layout.visible().ifPresent(all::add);
        layout.state().ifPresent(all::add);
        this.places = List.copyOf(all);
        List<FieldPath> paths = places.stream().map(Place::path).toList();
        this.inRecord = new RecordScanner(paths, options.ignored(), sum);
        this.around = new RecordScanner(paths, List.of());
        this.readsAround = places.stream().anyMatch(place -> !place.isInRecord());
        this.looksForOtherIds = options.id().isEmpty();
        this.sharedSum = new ValueSum(layout.times());
        this.inShared = shared.isEmpty() ? Optional.empty() : Optional.of(sharedScanner(layout, options, shared));
    }

    private RecordScanner sharedScanner(Layout layout, SideOptions options, Set<String> shared) {
        List<FieldPath> ignored = new ArrayList<>(options.ignored());
        layout.fields().stream()
                .filter(name -> !shared.contains(name))
                .forEach(name -> ignored.add(new FieldPath(List.of(name))));
        layout.id()
                .forEach(place -> ignored.add(new FieldPath(place.path().names().subList(0, 1))));
        layout.time()
                .ifPresent(
                        place -> ignored.add(new FieldPath(place.path().names().subList(0, 1))));
        return new RecordScanner(List.of(), ignored, sharedSum);
    }

    /** Moves to a record. @throws IOException if it is no well-formed object */
    void read(Slice json) throws IOException {
        otherId = Optional.empty();
        Slice outer = json;
        record = json;
        if (layout.isWrapped()) {
            Unwrapping opened = Unwrapping.of(json);
            record = opened.record();
            outer = opened.around();
        }
        if (readsAround) {
            long unused = scan(around, outer);
        }
        exact = scan(inRecord, record);
        if (looksForOtherIds && usualId().isEmpty()) {
            readUnlike(json);
        }
    }

    /** Reads a record that is not like the examples the layout was told from. */
    private void readUnlike(Slice json) throws IOException {
        if (!layout.isWrapped()) {
            Unwrapping opened = Unwrapping.of(json);
            record = opened.record();
            exact = scan(inRecord, record);
        }
        long unused = anyId.scan(new JsonCursor(record.array(), record.offset(), record.length()));
        for (int i = 0; i < Known.IDS.size() && otherId.isEmpty(); i++) {
            otherId = anyId.captured(i).filter(text -> !text.isBlank()).map(List::of);
        }
    }

    private long scan(RecordScanner scanner, Slice object) throws IOException {
        sum.clear();
        JsonCursor cursor = new JsonCursor(object.array(), object.offset(), object.length());
        long checksum = scanner.scan(cursor);
        cursor.requireEnd();
        return checksum;
    }

    /** The record itself, out of its wrapping; valid as long as what it was read from. */
    Slice record() {
        return record;
    }

    long exact() {
        return exact;
    }

    long values() {
        return sum.values();
    }

    /** Of the values of the fields both sides have; of all if that says no more. */
    long shared() throws IOException {
        if (inShared.isEmpty()) {
            return sum.values();
        }
        sharedSum.clear();
        long unused = inShared.get().scan(new JsonCursor(record.array(), record.offset(), record.length()));
        return sharedSum.values();
    }

    int names() {
        return sum.names();
    }

    /** The values that identify it; empty if one of them is not there. */
    Optional<List<String>> id() {
        Optional<List<String>> usual = usualId();
        return usual.isPresent() ? usual : otherId;
    }

    /** The key of a record that has an id, or needs none. */
    EventKey key(SideOptions options) throws IOException {
        return options.isByContent()
                ? EventKeys.ofCanonical(record, options.ignored(), 0)
                : EventKeys.ofId(id().orElseThrow());
    }

    private Optional<List<String>> usualId() {
        if (layout.id().size() == 1) {
            return text(0).map(List::of);
        }
        List<String> values = new ArrayList<>();
        layout.id().forEach(part -> text(places.indexOf(part)).ifPresent(values::add));
        return values.isEmpty() || values.size() < layout.id().size() ? Optional.empty() : Optional.of(values);
    }

    private Optional<String> text(int place) {
        RecordScanner scanner = places.get(place).isInRecord() ? inRecord : around;
        return scanner.captured(place).filter(text -> !text.isBlank());
    }

    private Optional<String> text(Optional<Place> place) {
        return place.flatMap(there -> text(places.indexOf(there)));
    }

    /** Event time in seconds since 1970. */
    OptionalLong second() {
        return second(layout.time());
    }

    /** When it became visible, in seconds since 1970. */
    OptionalLong visibleSecond() {
        return second(layout.visible());
    }

    private OptionalLong second(Optional<Place> place) {
        Optional<String> written = text(place);
        return written.isPresent() ? layout.times().second(written.get()) : OptionalLong.empty();
    }

    Optional<String> stream() {
        return text(layout.stream());
    }

    /** A number for the state of the event, equal for equal states. */
    long state() {
        return text(layout.state()).map(Fields::number).orElse(0L);
    }

    private static long number(String state) {
        boolean isHash = state.length() >= HEX_DIGITS_OF_A_LONG
                && state.chars().limit(HEX_DIGITS_OF_A_LONG).allMatch(c -> Character.digit(c, 16) >= 0);
        return isHash ? Long.parseUnsignedLong(state.substring(0, HEX_DIGITS_OF_A_LONG), 16) : state.hashCode();
    }
}
