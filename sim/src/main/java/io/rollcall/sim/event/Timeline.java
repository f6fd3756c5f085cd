package io.rollcall.sim.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The events of one stream that have happened so far: 21 bytes each, in the order of happening and in the order of the
 * times their records carry. Not thread-safe.
 */
final class Timeline {
    private final String tenantId;
    private final StreamKind stream;
    private final ArrivalProcess arrivals;
    private final Visibility visibility;
    private final IntUnaryOperator fractionDigits;
    private final long endNanos;

    private long[] arrivalNanos = new long[64];
    private long[] firstShownNanos = new long[64];
    private byte[] traits = new byte[64];
    private int[] byEventTime = new int[64];
    private int size;
    private long pendingNanos;

    Timeline(
            String tenantId,
            StreamKind stream,
            ArrivalProcess arrivals,
            Visibility visibility,
            IntUnaryOperator fractionDigits,
            Instant end) {
        this.tenantId = tenantId;
        this.stream = stream;
        this.arrivals = arrivals;
        this.visibility = visibility;
        this.fractionDigits = fractionDigits;
        this.endNanos = EpochNanos.of(end);
        this.pendingNanos = arrivals.next();
    }

    int size() {
        return size;
    }

    /** Makes every event that happened up to then. */
    void advanceTo(long nowNanos) {
        while (pendingNanos <= nowNanos && pendingNanos < endNanos) {
            append(pendingNanos);
            pendingNanos = arrivals.next();
        }
    }

    /** Index of the event at a rank of the order by (event time, index). */
    int atRank(int rank) {
        return byEventTime[rank];
    }

    /** Least rank whose event time is not before that time; {@code size()} if there is none. */
    int rankOf(long timeNanos) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (eventNanos(byEventTime[middle]) < timeNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long eventNanos(int index) {
        return EpochNanos.truncate(arrivalNanos[index], digits(index));
    }

    long arrivalNanos(int index) {
        return arrivalNanos[index];
    }

    /** Latest state visible by then; -1 if not even the first is. */
    int revisionAt(int index, long asOfNanos) {
        long first = firstShownNanos[index];
        if (first > asOfNanos) {
            return -1;
        }
        int revision = revisions(index);
        while (revision > 0 && visibility.revisionShown(index, revision, first) > asOfNanos) {
            revision--;
        }
        return revision;
    }

    int revisions(int index) {
        return traits[index] >>> 4;
    }

    EventVersion version(int index, int revision) {
        long first = firstShownNanos[index];
        long shown = revision == 0 ? first : visibility.revisionShown(index, revision, first);
        return new EventVersion(
                tenantId,
                stream,
                index,
                revision,
                EpochNanos.instant(eventNanos(index)),
                digits(index),
                EpochNanos.instant(shown));
    }

    private int digits(int index) {
        return traits[index] & 15;
    }

    private void append(long arrival) {
        ensureCapacity();
        int index = size;
        arrivalNanos[index] = arrival;
        firstShownNanos[index] = visibility.firstShown(index, arrival);
        traits[index] = (byte) (visibility.revisions(index) << 4 | fractionDigits.applyAsInt(index));
        int rank = rankOf(eventNanos(index) + 1);
        System.arraycopy(byEventTime, rank, byEventTime, rank + 1, size - rank);
        byEventTime[rank] = index;
        size++;
    }

    private void ensureCapacity() {
        if (size == arrivalNanos.length) {
            int capacity = size + (size >> 1);
            arrivalNanos = Arrays.copyOf(arrivalNanos, capacity);
            firstShownNanos = Arrays.copyOf(firstShownNanos, capacity);
            traits = Arrays.copyOf(traits, capacity);
            byEventTime = Arrays.copyOf(byEventTime, capacity);
        }
    }
}
