package io.rollcall.audit;

import io.rollcall.audit.layout.Side;
import io.rollcall.audit.roll.Finding;
import io.rollcall.audit.roll.Result;
import io.rollcall.audit.roll.Sample;
import io.rollcall.audit.roll.StreamNames;
import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Looks up the events that are listed, each side read once more as far as needed. */
final class Naming {

    private static final int MAX_RECORD_CHARACTERS = 1 << 14;

    /** What a side says of one record. */
    private record Seen(long line, String id, Optional<String> record) {}

    private Naming() {}

    static Map<Finding, List<Named>> of(Map<Finding, List<Sample>> samples, Side truth, Side copy, StreamNames streams)
            throws IOException {
        Map<Long, Seen> inTruth = seen(samples, Sample::inTruth, truth);
        Map<Long, Seen> inCopy = seen(samples, Sample::inCopy, copy);
        Map<Finding, List<Named>> named = new EnumMap<>(Finding.class);
        samples.forEach((finding, list) -> {
            List<Named> names = new ArrayList<>();
            for (Sample sample : list) {
                names.add(named(
                        sample,
                        Optional.ofNullable(inTruth.get(sample.inTruth())),
                        Optional.ofNullable(inCopy.get(sample.inCopy())),
                        streams));
            }
            named.put(finding, names);
        });
        return named;
    }

    private static Named named(Sample sample, Optional<Seen> truth, Optional<Seen> copy, StreamNames streams) {
        Optional<Seen> either = truth.or(() -> copy);
        return new Named(
                either.map(Seen::id).orElse(""),
                streams.name(sample.stream()),
                Named.time(sample.second()),
                Named.lateness(sample.lateness()),
                sample.copies(),
                truth.map(Seen::line).orElse(0L),
                copy.map(Seen::line).orElse(0L),
                truth.flatMap(Seen::record).or(() -> copy.flatMap(Seen::record)));
    }

    private static Map<Long, Seen> seen(Map<Finding, List<Sample>> samples, ToLongFunction<Sample> place, Side side)
            throws IOException {
        BitSet wanted = new BitSet();
        samples.values().stream()
                .flatMap(List::stream)
                .mapToLong(place)
                .filter(ordinal -> ordinal != Sample.NOWHERE)
                .forEach(ordinal -> wanted.set(Math.toIntExact(ordinal)));
        Map<Long, Seen> seen = new HashMap<>();
        side.revisit(
                wanted,
                shown -> seen.put(
                        shown.ordinal(),
                        new Seen(shown.line(), shown.id(), shown.record().map(Naming::text))));
        return seen;
    }

    private static String text(Slice record) {
        String whole = record.toString();
        return whole.length() <= MAX_RECORD_CHARACTERS ? whole : whole.substring(0, MAX_RECORD_CHARACTERS) + "…";
    }

    /** The names of the streams in a result. */
    record Streams(StreamNames names) {
        Map<Integer, String> byNumber(Result result) {
            Map<Integer, String> byNumber = new HashMap<>();
            result.cells().keySet().forEach(cell -> byNumber.put(cell.stream(), names.name(cell.stream())));
            return byNumber;
        }
    }
}
