package io.rollcall.bench.size;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.source.SourceTraits.Revisions;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A source that shows a history at once, in pages. */
final class HistorySource implements Source {

    private static final int EVENT_BYTES = 2000;

    private final History history;
    private final int pageSize;
    private final Clock clock;
    private final AtomicLong requests = new AtomicLong();

    /**
     * @param pageSize events on a page
     * @param clock the source's own time
     */
    HistorySource(History history, int pageSize, Clock clock) {
        this.history = history;
        this.pageSize = pageSize;
        this.clock = clock;
    }

    @Override
    public SourceTraits traits() {
        return new SourceTraits(
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofMillis(1),
                Duration.ofDays(1),
                Duration.ofHours(2),
                Revisions.DELIVER,
                Duration.ZERO);
    }

    @Override
    public void prepare() {
        // It is always ready.
    }

    @Override
    public Sweep open(Window window, ItemMemory items) {
        return new Walk(history.firstFrom(window.from()), history.firstFrom(window.to()));
    }

    @Override
    public Sweep reopen(List<Item> items) {
        throw new UnsupportedOperationException("a history has no items");
    }

    @Override
    public Optional<Duration> clockOffset() {
        return Optional.of(Duration.ZERO);
    }

    @Override
    public RequestCounts requests() {
        return new RequestCounts(requests.get(), 0, 0, 0, 0);
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** A walk over the events of a window. */
    private final class Walk implements Sweep {
        private final long end;
        private long next;

        Walk(long first, long end) {
            this.next = first;
            this.end = end;
        }

        @Override
        public Optional<Page> next() {
            if (next >= end) {
                return Optional.empty();
            }
            requests.incrementAndGet();
            long last = Math.min(end, next + pageSize);
            List<Event> events = new ArrayList<>(pageSize);
            for (; next < last; next++) {
                events.add(history.event(next));
            }
            return Optional.of(Page.of(events, clock.now(), (long) EVENT_BYTES * events.size()));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
