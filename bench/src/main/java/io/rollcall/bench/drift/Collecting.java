package io.rollcall.bench.drift;

import java.util.List;

/** A way to collect the events of streams. */
interface Collecting {

    /**
     * Collects until a time.
     *
     * @param streams that share a line; ways made for one stream take the first
     */
    void collect(Line line, List<Stream> streams, Span span);
}
