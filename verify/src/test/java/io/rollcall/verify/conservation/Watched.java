package io.rollcall.verify.conservation;

import io.rollcall.engine.event.CompactJson;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source with a witness: every record the API showed, as text without insignificant white space.
 *
 * @param shown where the witness notes them
 */
record Watched(Source source, Set<String> shown) implements Source {

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
        return new WatchedSweep(source.open(window, items), shown);
    }

    @Override
    public Sweep reopen(List<Item> items) {
        return new WatchedSweep(source.reopen(items), shown);
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

    private record WatchedSweep(Sweep sweep, Set<String> shown) implements Sweep {
        @Override
        public Optional<Page> next() throws SourceFault, InterruptedException {
            Optional<Page> page = sweep.next();
            page.ifPresent(it -> it.events()
                    .forEach(event -> shown.add(CompactJson.of(event.body()).toString())));
            return page;
        }

        @Override
        public void close() {
            sweep.close();
        }
    }
}
