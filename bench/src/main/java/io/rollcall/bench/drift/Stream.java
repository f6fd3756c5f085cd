package io.rollcall.bench.drift;

/** A stream being collected: what the API has of it, and what has been delivered. */
record Stream(Feed feed, Deliveries deliveries) {

    /** Reads a window and delivers what is new in it. */
    boolean read(long from, long to, int run) {
        return feed.read(from, to, (events, first, last, at) -> {
            for (int i = first; i < last; i++) {
                deliveries.deliver(events[i], at, run);
            }
        });
    }
}
