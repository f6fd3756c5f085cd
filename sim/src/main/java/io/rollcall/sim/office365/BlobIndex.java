package io.rollcall.sim.office365;

import io.rollcall.sim.event.EpochNanos;
import io.rollcall.sim.event.EventStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The blobs of one content type of one tenant, and which events each holds. Thread-safe. */
final class BlobIndex {
    private final BlobLayout layout;
    private final EventStore store;
    private final TreeMap<BlobAddress, Contents> blobs = new TreeMap<>();
    private int indexed;

    BlobIndex(BlobLayout layout, EventStore store) {
        this.layout = layout;
        this.store = store;
    }

    BlobLayout layout() {
        return layout;
    }

    /** Blobs created in {@code [from, until)} and listed by that moment, in the order in which they were listed. */
    synchronized List<BlobAddress> listed(Instant from, Instant until, Instant asOf) {
        catchUp();
        BlobAddress first = new BlobAddress(layout.slot(from) - 2, 0);
        BlobAddress last = new BlobAddress(layout.slot(until) + 1, 0);
        return blobs.subMap(first, last).keySet().stream()
                .filter(address -> !layout.created(address).isBefore(from))
                .filter(address -> layout.created(address).isBefore(until))
                .filter(address -> !layout.listed(address).isAfter(asOf))
                .sorted(Comparator.comparing(layout::listed).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Places of a blob; empty if there is no such blob, or it is not listed yet. */
    synchronized Optional<List<Place>> places(BlobAddress address, Instant asOf) {
        catchUp();
        return Optional.ofNullable(blobs.get(address))
                .filter(unused -> !layout.listed(address).isAfter(asOf))
                .map(Contents::places);
    }

    private void catchUp() {
        indexed = store.arrivals(layout.stream(), indexed, this::put);
    }

    private void put(int index, long arrivalNanos) {
        BlobAddress first = layout.first(index, EpochNanos.instant(arrivalNanos).truncatedTo(ChronoUnit.SECONDS));
        contents(first).add(index);
        layout.repeat(index, first).ifPresent(address -> contents(address).add(~index));
    }

    private Contents contents(BlobAddress address) {
        return blobs.computeIfAbsent(address, unused -> new Contents());
    }

    /**
     * One record in a blob.
     *
     * @param repeated whether an earlier blob held the event already
     */
    record Place(int index, boolean repeated) {}

    /** Growing list of event indexes; repeated events are stored as complements. */
    private static final class Contents {
        private int[] indexes = new int[4];
        private int size;

        void add(int index) {
            if (size == indexes.length) {
                indexes = Arrays.copyOf(indexes, size + (size >> 1));
            }
            indexes[size++] = index;
        }

        List<Place> places() {
            return Arrays.stream(indexes, 0, size)
                    .mapToObj(stored -> new Place(stored < 0 ? ~stored : stored, stored < 0))
                    .toList();
        }
    }
}
