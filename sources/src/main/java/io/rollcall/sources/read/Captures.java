package io.rollcall.sources.read;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.sources.definition.TimeRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The places of a record that are looked at, each once; built up, then turned into a scanner. */
final class Captures {

    private final List<FieldPath> paths = new ArrayList<>();

    /** The index under which a place is captured. */
    int index(FieldPath path) {
        int index = paths.indexOf(path);
        if (index < 0) {
            paths.add(path);
            index = paths.size() - 1;
        }
        return index;
    }

    int[] indices(List<FieldPath> wanted) {
        return wanted.stream().mapToInt(this::index).toArray();
    }

    RecordScanner scanner(List<FieldPath> ignored) {
        return new RecordScanner(paths, ignored);
    }

    /** All the values at some places; empty if one is missing or blank. */
    static Optional<List<String>> all(RecordScanner scanner, int[] indices) {
        List<String> values = new ArrayList<>(indices.length);
        for (int index : indices) {
            Optional<String> value = scanner.captured(index);
            if (value.isEmpty() || value.get().isBlank()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** The first time that can be read. */
    static Optional<Instant> time(RecordScanner scanner, TimeRule rule, int[] indices) {
        for (int index : indices) {
            Optional<Instant> instant = scanner.captured(index).flatMap(rule::parse);
            if (instant.isPresent()) {
                return instant;
            }
        }
        return Optional.empty();
    }
}
