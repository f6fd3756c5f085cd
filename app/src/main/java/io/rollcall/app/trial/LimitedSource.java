package io.rollcall.app.trial;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.source.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A source of which no more than so many pages are read, for trials: what lies beyond looks as if there were nothing. */
public final class LimitedSource implements Source {

    private final Source source;
    private final AtomicInteger left;
    private final Consumer<Page> watcher;

    /** @param watcher is shown each page */
    public LimitedSource(Source source, int maxPages, Consumer<Page> watcher) {
        this.source = source;
        this.left = new AtomicInteger(maxPages);
        this.watcher = watcher;
    }

    /** Whether there may have been more. */
    public boolean isExhausted() {
        return left.get() <= 0;
    }

    @Override
    public SourceTraits traits() {
        return source.traits();
    }

    @Override
    public void prepare() throws SourceFault, InterruptedException {
        source.prepare();
    }

    @Override
    public Sweep open(Window window, ItemMemory items) {
        return new LimitedSweep(source.open(window, items));
    }

    @Override
    public Sweep follow(Optional<String> position, Instant start) {
        return new LimitedSweep(source.follow(position, start));
    }

    @Override
    public Sweep reopen(List<Item> items) {
        return new LimitedSweep(source.reopen(items));
    }

    @Override
    public Optional<Duration> clockOffset() {
        return source.clockOffset();
    }

    @Override
    public RequestCounts requests() {
        return source.requests();
    }

    @Override
    public void close() {
        source.close();
    }

    private final class LimitedSweep implements Sweep {

        private final Sweep sweep;

        LimitedSweep(Sweep sweep) {
            this.sweep = sweep;
        }

        @Override
        public Optional<Page> next() throws SourceFault, InterruptedException {
            if (isExhausted()) {
                return Optional.empty();
            }
            Optional<Page> page = sweep.next();
            page.ifPresent(it -> {
                left.decrementAndGet();
                watcher.accept(it);
            });
            return page;
        }

        @Override
        public void close() {
            sweep.close();
        }
    }
}
