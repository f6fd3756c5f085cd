package io.rollcall.sources.read;

import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import java.util.List;
import java.util.Optional;

/** A sweep over given items. */
final class ItemSweep implements Sweep {

    private final ContentQueue queue;

    ItemSweep(ContentQueue queue, List<Item> items) {
        this.queue = queue;
        queue.add(items);
    }

    @Override
    public Optional<Page> next() throws SourceFault, InterruptedException {
        return queue.isEmpty() ? Optional.empty() : Optional.of(queue.next());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
