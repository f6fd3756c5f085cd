package io.rollcall.audit.layout;

import io.rollcall.audit.input.Receiver;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first records of a file, from which its layout is told. Notices of a collector are no examples. */
final class Examples implements Receiver {

    private static final int ENOUGH = 500;
    private static final int MAX_FIELDS_NAMED = 40;

    private final List<Unwrapping> found = new ArrayList<>();
    private long damaged;
    private Optional<String> firstDamage = Optional.empty();

    @Override
    public boolean record(long line, Slice json) throws IOException {
        Unwrapping opened = Unwrapping.of(Slice.of(json.toByteArray()));
        if (!Notices.isNotice(opened.record())) {
            found.add(opened);
        }
        return found.size() < ENOUGH;
    }

    @Override
    public void damaged(long line, String reason) {
        damaged++;
        firstDamage = firstDamage.or(() -> Optional.of("line " + line + ": " + reason));
    }

    @Override
    public void foreign(long line) {
        // A line that is no record says nothing about records.
    }

    int size() {
        return found.size();
    }

    boolean areWrapped() {
        return found.stream().anyMatch(Unwrapping::isWrapped);
    }

    /** What is around most of them, from outside inwards. */
    String wrapping() {
        return found.stream()
                .filter(Unwrapping::isWrapped)
                .findFirst()
                .map(some -> String.join(" › ", some.path()))
                .orElse("");
    }

    Optional<String> firstDamage() {
        return firstDamage;
    }

    /** The values at each of some places, for the examples that have one. */
    Map<Place, List<String>> values(List<FieldPath> paths) throws IOException {
        Map<Place, List<String>> values = new LinkedHashMap<>();
        for (FieldPath path : paths) {
            values.put(Place.inRecord(path), new ArrayList<>());
            values.put(Place.around(path), new ArrayList<>());
        }
        RecordScanner scanner = new RecordScanner(paths, List.of());
        for (Unwrapping each : found) {
            collect(scanner, each.record(), paths, true, values);
            if (each.isWrapped()) {
                collect(scanner, each.around(), paths, false, values);
            }
        }
        return values;
    }

    private static void collect(
            RecordScanner scanner,
            Slice object,
            List<FieldPath> paths,
            boolean isInRecord,
            Map<Place, List<String>> values)
            throws IOException {
        long unused = scanner.scan(new JsonCursor(object.array(), object.offset(), object.length()));
        for (int i = 0; i < paths.size(); i++) {
            List<String> list = values.computeIfAbsent(new Place(isInRecord, paths.get(i)), place -> new ArrayList<>());
            scanner.captured(i).filter(text -> !text.isBlank()).ifPresent(list::add);
        }
    }

    /** Names of the fields the records have. */
    Set<String> names() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (Unwrapping each : found) {
            names.addAll(Members.of(each.record()).names());
        }
        return names;
    }

    /** Names of the fields there are, for a message. */
    String fields() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (Unwrapping each : found) {
            names.addAll(Members.of(each.record()).names());
            names.addAll(Members.of(each.around()).names());
        }
        return names.stream()
                        .sorted()
                        .limit(MAX_FIELDS_NAMED)
                        .reduce((left, right) -> left + ", " + right)
                        .orElse("none")
                + (names.size() > MAX_FIELDS_NAMED ? ", …" : "");
    }

    boolean hasOnlyDamage() {
        return found.isEmpty() && damaged > 0;
    }
}
