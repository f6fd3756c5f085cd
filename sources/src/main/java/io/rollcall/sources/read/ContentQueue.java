package io.rollcall.sources.read;

import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import java.util.List;

/** Items whose content has yet to be fetched. Used by one thread at a time. */
interface ContentQueue {

    void add(List<Item> items);

    boolean isEmpty();

    /** Fetches what is next. After a fault the same is next still, or a part of it. */
    Page next() throws SourceFault, InterruptedException;
}
