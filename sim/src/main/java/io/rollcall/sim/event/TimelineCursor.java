package io.rollcall.sim.event;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walk over the visible, wanted events of one timeline in the order of a selection; offset and limit are not applied. */
final class TimelineCursor implements Iterator<EventVersion> {
    private final Timeline timeline;
    private final Selection selection;
    private final long asOfNanos;
    private final int step;
    private final int end;
    private int rank;
    private @Nullable EventVersion head;

    TimelineCursor(Timeline timeline, Selection selection) {
        this.timeline = timeline;
        this.selection = selection;
        this.asOfNanos = EpochNanos.of(selection.asOf());
        int first = timeline.rankOf(EpochNanos.of(selection.from()));
        int afterLast = timeline.rankOf(saturatedNext(EpochNanos.of(selection.until())));
        this.step = selection.ascending() ? 1 : -1;
        this.rank = selection.ascending() ? first : afterLast - 1;
        this.end = selection.ascending() ? Math.max(first, afterLast) : Math.min(first, afterLast) - 1;
        advance();
    }

    @Override
    public boolean hasNext() {
        return head != null;
    }

    /** The event that {@link #next} would return, without moving on. */
    EventVersion peek() {
        EventVersion version = head;
        if (version == null) {
            throw new NoSuchElementException("the cursor is at its end");
        }
        return version;
    }

    @Override
    public EventVersion next() {
        EventVersion version = peek();
        advance();
        return version;
    }

    private void advance() {
        head = null;
        while (head == null && rank != end) {
            int index = timeline.atRank(rank);
            rank += step;
            int revision = timeline.revisionAt(index, asOfNanos);
            if (revision >= 0) {
                EventVersion version = timeline.version(index, revision);
                head = selection.filter().test(version) ? version : null;
            }
        }
    }

    private static long saturatedNext(long nanos) {
        return nanos == Long.MAX_VALUE ? nanos : nanos + 1;
    }
}
